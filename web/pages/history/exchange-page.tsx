import { FileDown, PenLine } from 'lucide-react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { RefusedError } from '../../api-client/api.ts'
import { useExchange } from '../../api-client/exchanges.ts'
import { receiptHref } from '../../api-client/history.ts'
import { ExchangeFigures } from '../../features/exchange-view/exchange-figures.tsx'
import {
  exchangeStatus,
  STATUS_LOOKS,
  statusText,
} from '../../features/exchange-view/exchange-status.ts'
import { ExchangeView } from '../../features/exchange-view/exchange-view.tsx'
import { Frame, StatusStrip } from '../../features/exchange-view/parts.tsx'
import { RequestFailure } from '../../features/exchange-view/request-failure.tsx'
import { PushResult } from '../../features/results/push-result.tsx'
import { ExportButton } from '../../features/snippets/export-button.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Pane } from '../../ui/layout.tsx'
import { BackLink, useEscapeBack } from './back-to-list.tsx'
import { ExchangeFacts, ExchangeTimeline } from './exchange-facts.tsx'
import styles from './exchange-page.module.css'
import toolStyles from './list-tools.module.css'
import { texts } from './texts.ts'

/** Everything recorded about one exchange; Esc goes back to the list. */
export function ExchangePage({ id, listHref }: { id: string; listHref: string }) {
  const t = useTexts(texts)
  const { data, error, isFetching, refetch } = useExchange(id)
  const page = useEscapeBack(listHref)
  const missing = error instanceof RefusedError && error.httpStatus === 404
  return (
    <article ref={page} tabIndex={-1} className={styles.page} aria-label={t.sendTitle}>
      <BackLink href={listHref} />
      {data ? <ExchangeDetails exchange={data} /> : null}
      {!data && missing ? (
        <Callout tone="warn" title={t.notFound}>
          <p>{t.notFoundHint}</p>
        </Callout>
      ) : null}
      {!data && error && !missing && !isFetching ? (
        <>
          <RequestFailure error={error} />
          <p>
            <Button onClick={() => void refetch()}>{t.retry}</Button>
          </p>
        </>
      ) : null}
      {!data && !error ? <p role="status">{t.loading}</p> : null}
    </article>
  )
}

export function ExchangeDetails({ exchange }: { exchange: Exchange }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const { id, profile, endpoint } = exchange
  return (
    <Pane
      title={t.sendTitle}
      actions={
        <div className={toolStyles.tools}>
          {endpoint === 'push_follow_up' ? <ExportButton exchange={exchange} /> : null}
          {endpoint === 'push_follow_up' ? (
            <Link
              className={toolStyles.link}
              href={`/?${new URLSearchParams({ profile, replay: id })}`}
            >
              <PenLine size={16} aria-hidden="true" />
              {t.replay}
            </Link>
          ) : null}
          <a className={toolStyles.link} href={receiptHref(id)} download>
            <FileDown size={16} aria-hidden="true" />
            {t.receipt}
          </a>
        </div>
      }
    >
      <Frame>
        <StatusStrip
          look={STATUS_LOOKS[exchangeStatus(exchange)]}
          title={statusText(exchange, locale)}
        >
          <ExchangeFigures exchange={exchange} />
        </StatusStrip>
        <PushResult push={exchange} />
        <ExchangeFacts exchange={exchange} />
        <ExchangeTimeline exchange={exchange} />
        <ExchangeView exchange={exchange} />
      </Frame>
    </Pane>
  )
}
