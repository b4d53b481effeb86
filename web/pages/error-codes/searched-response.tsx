import { X } from 'lucide-react'
import type { ClipboardEvent } from 'react'
import type { ErrorCode } from '#contract/catalogue/error-code'
import { ResponseMeaning } from '../../features/error-codes/response-meaning.tsx'
import { useReadField } from '../../features/pasted/read-field.ts'
import type { Reading } from '../../features/pasted/read-pasted.ts'
import { ReadingProgress } from '../../features/pasted/reading-progress.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import styles from './error-codes-browser.module.css'
import { texts } from './texts.ts'

type Response = NonNullable<Reading['response']>

/**
 * Reads the response, log line or exception that is typed or pasted as the search text. A pasted one
 * is replaced by its code.
 */
export function useSearchedResponse(
  query: string,
  setQuery: (query: string) => void,
  entries: readonly ErrorCode[],
) {
  const field = useReadField(query, setQuery, ({ response, text }) =>
    response ? `${response.code}` : oneLine(text ?? ''),
  )
  const onPaste = (event: ClipboardEvent) => {
    if (field.take(event.clipboardData.getData('text/plain'))) event.preventDefault()
  }
  return { ...field, response: field.reading?.response ?? unknownCode(query, entries), onPaste }
}

/** A search field holds one line; what was cut out of the text is no word to search for. */
function oneLine(text: string): string {
  return text
    .replaceAll(/\(redacted\)|\s+/g, ' ')
    .trim()
    .slice(0, 200)
}

/** A code alone that no entry begins with: the page says that it is not documented. */
function unknownCode(query: string, entries: readonly ErrorCode[]): Response | null {
  const digits = query.normalize('NFKC').trim()
  if (!/^\d{4,12}$/.test(digits)) return null
  if (entries.some((entry) => `${entry.code}`.includes(digits))) return null
  return { code: Number(digits), msg: null, log_id: null }
}

type Props = { searched: ReturnType<typeof useSearchedResponse>; onClose: () => void }

/** What the response in the search text means, above the list. */
export function SearchedResponse({ searched, onClose }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const { reading, response, refused, slow, cancel } = searched
  return (
    <div role="status" className={styles.searched}>
      {slow ? <ReadingProgress onCancel={cancel} /> : null}
      {refused ? <Callout tone="bad">{refused[locale]}</Callout> : null}
      {reading?.had_token ? <Callout tone="warn">{t.token}</Callout> : null}
      {response ? (
        <div className={styles.response}>
          <ResponseMeaning
            response={response}
            from={{ endpoint: reading?.endpoint ?? null, base_url: reading?.base_url ?? null }}
          />
          <IconButton label={t.close} icon={<X size={16} aria-hidden="true" />} onClick={onClose} />
        </div>
      ) : null}
    </div>
  )
}
