import { useErrorCodes } from '../../api-client/error-codes.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { PageIntro } from '../../ui/layout.tsx'
import { ErrorCodesBrowser } from './error-codes-browser.tsx'
import styles from './error-codes-page.module.css'
import { texts } from './texts.ts'

/** The catalogue of error codes, searchable, with a link to each code. */
export function ErrorCodesPage() {
  const t = useTexts(texts)
  const { data, isError, isFetching, refetch } = useErrorCodes()
  return (
    <article className={styles.page}>
      <PageIntro title={t.title} lead={t.lead} />
      {data ? (
        <ErrorCodesBrowser entries={data} />
      ) : isError && !isFetching ? (
        <Callout tone="bad" title={t.failed}>
          <p>{t.failedWhy}</p>
          <p className={styles.action}>
            <Button onClick={() => void refetch()}>{t.retry}</Button>
          </p>
        </Callout>
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
