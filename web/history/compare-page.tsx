import { useMemo, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { formatMoment, readerTag } from '../exchange-view/format.ts'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useExchange } from '../queries/exchanges.ts'
import { LineDiffView } from '../ui/line-diff-view.tsx'
import { Pane } from '../ui/pane.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Switch } from '../ui/switch.tsx'
import { BackLink } from './back-link.tsx'
import { comparableText, type Side } from './comparable-text.ts'
import styles from './compare-page.module.css'
import { texts } from './texts.ts'
import { useEscapeBack } from './use-escape-back.ts'

type Props = { ids: readonly [string, string]; listHref: string }

/** Two requests or two responses, line by line; the older on the left. */
export function ComparePage({ ids, listHref }: Props) {
  const t = useTexts(texts)
  const [first, second] = [useExchange(ids[0]), useExchange(ids[1])]
  const error = first.error ?? second.error
  const page = useEscapeBack(listHref)
  return (
    <article ref={page} tabIndex={-1} className={styles.page} aria-label={t.compareTitle}>
      <BackLink href={listHref} />
      {error ? <RequestFailure error={error} /> : null}
      {first.data && second.data ? (
        <Comparison exchanges={[first.data, second.data]} />
      ) : error ? null : (
        <p role="status">{t.loading}</p>
      )}
    </article>
  )
}

function Comparison({ exchanges }: { exchanges: readonly [Exchange, Exchange] }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const [side, setSide] = useState<Side>('request')
  const [headers, setHeaders] = useState(false)
  const [a, b] = exchanges
  const [older, newer] = a.started_at <= b.started_at ? [a, b] : [b, a]
  const when = (exchange: Exchange) =>
    formatMoment(exchange.started_at, readerTag(locale, navigator.languages))
  const [left, right] = useMemo(
    () => [older, newer].map((one) => comparableText(one, side, { headers }) || t.noBody),
    [older, newer, side, headers, t],
  )
  return (
    <Pane
      title={t.compareTitle}
      actions={
        <>
          <Segmented
            legend={t.side}
            value={side}
            options={[
              { value: 'request', label: t.request },
              { value: 'response', label: t.response },
            ]}
            onChange={setSide}
          />
          <Switch checked={headers} onChange={setHeaders}>
            {t.headers}
          </Switch>
        </>
      }
    >
      <LineDiffView
        left={{ label: `${t.older}: ${when(older)}`, text: left ?? '' }}
        right={{ label: `${t.newer}: ${when(newer)}`, text: right ?? '' }}
      />
    </Pane>
  )
}
