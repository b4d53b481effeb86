import type { ClipboardEvent, ReactNode } from 'react'
import type { UseFormRegister } from 'react-hook-form'
import { ENDPOINTS, type Endpoint, type ErrorCode } from '#contract/catalogue/error-code'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Chip } from '../../ui/form/chip.tsx'
import { SearchBox } from '../../ui/form/search-box.tsx'
import { CAUSES, type Cause } from './causes.ts'
import styles from './error-code-filters.module.css'
import { ENDPOINT_CHIPS, texts } from './texts.ts'

/** The fields of the search; an empty one does not filter. */
export type SearchFields = {
  query: string
  endpoint: Endpoint | ''
  cause: Cause | ''
  retryable: boolean
}

export const NO_SEARCH: SearchFields = { query: '', endpoint: '', cause: '', retryable: false }

type Props = {
  entries: readonly ErrorCode[]
  register: UseFormRegister<SearchFields>
  /** Takes a text that is pasted as the search text. */
  onPaste: (event: ClipboardEvent) => void
  /** Shown at the end of the first line. */
  children: ReactNode
}

/** Search text and filter chips. Changes apply at once, so there is no button. */
export function ErrorCodeFilters({ entries, register, onPaste, children }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const endpoints = ENDPOINTS.filter((endpoint) =>
    entries.some((entry) => entry.endpoints.includes(endpoint)),
  )
  return (
    <search className={styles.form}>
      <div className={styles.line}>
        <SearchBox
          label={t.search}
          placeholder={t.searchHint}
          data-reads-paste
          onPaste={onPaste}
          {...register('query')}
        />
        {children}
      </div>
      <fieldset className={styles.chips}>
        <legend className={styles.legend}>{t.endpoint}</legend>
        <Chip type="radio" value="" {...register('endpoint')}>
          {t.allEndpoints}
        </Chip>
        {endpoints.map((endpoint) => (
          <Chip key={endpoint} type="radio" value={endpoint} {...register('endpoint')}>
            {ENDPOINT_CHIPS[endpoint][locale]}
          </Chip>
        ))}
      </fieldset>
      <fieldset className={styles.chips}>
        <legend className={styles.legend}>{t.cause}</legend>
        <Chip type="radio" value="" {...register('cause')}>
          {t.allCauses}
        </Chip>
        {CAUSES.map((cause) => (
          <Chip key={cause} type="radio" value={cause} {...register('cause')}>
            {t.causes[cause]}
          </Chip>
        ))}
        <span className={styles.divider} />
        <Chip type="checkbox" {...register('retryable')}>
          {t.onlyRetryable}
        </Chip>
      </fieldset>
    </search>
  )
}
