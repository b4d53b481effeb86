import { useTexts } from '../i18n/texts.ts'
import { useErrorCodes } from '../queries/error-codes.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { PageIntro } from '../ui/page-intro.tsx'
import { ErrorCodesBrowser } from './error-codes-browser.tsx'
import styles from './error-codes-page.module.css'
import { LoadingCards } from './loading-cards.tsx'
import { texts } from './texts.ts'

/** The reference of codes: everything the catalogue knows, to be searched and linked to. */
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
        <LoadingCards label={t.loading} />
      )}
    </article>
  )
}
