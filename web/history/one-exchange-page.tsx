import { RequestFailure } from '../exchange-view/request-failure.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useExchange } from '../queries/exchanges.ts'
import { RefusedError } from '../queries/request.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { BackLink } from './back-link.tsx'
import { OneExchange } from './one-exchange.tsx'
import styles from './one-exchange-page.module.css'
import { texts } from './texts.ts'
import { useEscapeBack } from './use-escape-back.ts'

/** One send, opened: everything that is known of it. Esc leads back to the list. */
export function OneExchangePage({ id, listHref }: { id: string; listHref: string }) {
  const t = useTexts(texts)
  const { data, error, isFetching, refetch } = useExchange(id)
  const page = useEscapeBack(listHref)
  const missing = error instanceof RefusedError && error.httpStatus === 404
  return (
    <article ref={page} tabIndex={-1} className={styles.page} aria-label={t.sendTitle}>
      <BackLink href={listHref} />
      {data ? <OneExchange exchange={data} /> : null}
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
