import { useMemo, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { useExchange } from '../../api-client/exchanges.ts'
import { reindentJson } from '../../features/exchange-view/reindent-json.ts'
import { RequestFailure } from '../../features/exchange-view/request-failure.tsx'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Switch } from '../../ui/form/labelled-field.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { Pane } from '../../ui/layout.tsx'
import { LineDiffView } from '../../ui/line-diff.tsx'
import { BackLink, useEscapeBack } from './back-to-list.tsx'
import styles from './compare-page.module.css'
import { texts } from './texts.ts'

type Props = { ids: readonly [string, string]; listHref: string }

/** A line diff of two requests or two responses, the older one on the left. */
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
  const { tag } = useLocale()
  const [side, setSide] = useState<ExchangeSide>('request')
  const [headers, setHeaders] = useState(false)
  const [a, b] = exchanges
  const [older, newer] = a.started_at <= b.started_at ? [a, b] : [b, a]
  const when = (exchange: Exchange) => formatMoment(exchange.started_at, tag)
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

export type ExchangeSide = 'request' | 'response'

/**
 * Formats the request or the response for the diff: first line, sorted headers if wanted, and the
 * body, indented if it is JSON. Returns an empty text if there was no response.
 */
export function comparableText(
  exchange: Exchange,
  side: ExchangeSide,
  { headers }: { headers: boolean },
): string {
  const { request, response } = exchange
  if (side === 'request') {
    return lines(`${request.method} ${request.url}`, request, headers)
  }
  return response ? lines(`HTTP ${response.http_status}`, response, headers) : ''
}

function lines(
  first: string,
  message: { headers: Record<string, string>; body: string },
  withHeaders: boolean,
): string {
  const head = withHeaders
    ? Object.entries(message.headers)
        .map(([name, value]) => `${name}: ${value}`)
        .sort()
    : []
  return [first, ...head, '', reindentJson(message.body) ?? message.body].join('\n')
}
