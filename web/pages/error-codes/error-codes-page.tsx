import { useErrorCodes } from '../../api-client/error-codes.ts'
import { useTexts } from '../../i18n/texts.ts'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import { PageIntro } from '../../ui/layout.tsx'
import shared from '../../ui/shared.module.css'
import { ErrorCodesBrowser } from './error-codes-browser.tsx'
import styles from './error-codes-page.module.css'
import { texts } from './texts.ts'

/** The catalogue of error codes, searchable, with a link to each code. */
export function ErrorCodesPage() {
  const t = useTexts(texts)
  const { data, isError, isFetching, refetch } = useErrorCodes()
  return (
    <article className={shared.stack3}>
      <PageIntro title={t.title} lead={t.lead} />
      {data ? (
        <ErrorCodesBrowser entries={data} />
      ) : isError && !isFetching ? (
        <LoadFailure title={t.failed} why={t.failedWhy} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows label={t.loading} />
      )}
    </article>
  )
}

/** A placeholder while the catalogue is loading. */
function LoadingRows({ label }: { label: string }) {
  return (
    <div role="status" className={styles.rows}>
      <span className="visually-hidden">{label}</span>
    </div>
  )
}
