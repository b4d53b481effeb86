import { X } from 'lucide-react'
import {
  type ClipboardEvent,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type { ErrorCode } from '#contract/catalogue/error-code'
import { anchorOf, ENDPOINT_NAMES, firstEndpoint } from '../../features/error-codes/endpoints.ts'
import { ResponseMeaning } from '../../features/error-codes/response-meaning.tsx'
import { useReadField } from '../../features/pasted/read-field.ts'
import { isWorthReading, type Reading } from '../../features/pasted/read-pasted.ts'
import { ReadingProgress } from '../../features/pasted/reading-progress.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounceChange } from '../../ui/announcer.tsx'
import { Button, IconButton } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import shared from '../../ui/shared.module.css'
import { ErrorCodeFilters, NO_SEARCH } from './error-code-filters.tsx'
import { ErrorCodeRow } from './error-code-row.tsx'
import styles from './error-codes-browser.module.css'
import { entriesAt, findErrorCodes, groupErrorCodes } from './find-error-codes.ts'
import { texts } from './texts.ts'

/** The catalogue with its search: a list of lines that open, grouped by the call that returns them. */
export function ErrorCodesBrowser({ entries }: { entries: readonly ErrorCode[] }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const list = useRef<HTMLDivElement>(null)
  const { control, register, reset, setFocus, setValue } = useForm({ defaultValues: NO_SEARCH })
  const [query, endpoint, cause, retryable] = useWatch({
    control,
    name: ['query', 'endpoint', 'cause', 'retryable'],
  })
  const searched = useSearchedResponse(query, (text) => setValue('query', text), entries)
  const code = searched.reading?.response?.code
  const search = useMemo(
    () => ({
      query: code === undefined ? query : `${code}`,
      endpoint: endpoint || null,
      cause: cause || null,
      retryable,
    }),
    [query, code, endpoint, cause, retryable],
  )
  // Deferred, so that typing does not wait for the rows.
  const shown = useDeferredValue(search)
  const found = useMemo(() => findErrorCodes(entries, shown), [entries, shown])
  const groups = useMemo(() => groupErrorCodes(found, shown.endpoint), [found, shown])
  const hash = useSyncExternalStore(subscribeHash, readHash, () => null)
  const targets = useMemo(() => entriesAt(hash, entries), [hash, entries])
  const openAgain = useOpenTargets(targets, groups)
  // A hash that names a hidden row clears the search.
  useEffect(() => {
    if (targets.some((entry) => elementOf(entry) === null)) reset()
  }, [targets, reset])
  const count = t.count(found.length, entries.length)
  useAnnounceChange(count)
  const clear = () => {
    // Without the references, there would be no field to focus before the next render.
    reset(NO_SEARCH, { keepFieldsRef: true })
    setFocus('query')
  }
  const setOpen = (open: boolean) => {
    for (const row of list.current?.querySelectorAll('details') ?? []) row.open = open
  }
  return (
    <>
      <ErrorCodeFilters entries={entries} register={register} onPaste={searched.onPaste}>
        {found.length < entries.length ? (
          <Button variant="ghost" onClick={clear}>
            {t.clear}
          </Button>
        ) : null}
        <span className={styles.tools}>
          <span className={styles.count}>{count}</span>
          <Button variant="ghost" onClick={() => setOpen(true)}>
            {t.openAll}
          </Button>
          <Button variant="ghost" onClick={() => setOpen(false)}>
            {t.closeAll}
          </Button>
        </span>
      </ErrorCodeFilters>
      <SearchedResponse searched={searched} onClose={clear} />
      {found.length === 0 && searched.response === null && !searched.pending ? (
        <div className={styles.none}>
          <p className={styles.noneTitle}>{t.none}</p>
          <p>{t.noneHint}</p>
        </div>
      ) : null}
      <div ref={list} className={shared.stack2}>
        {groups.map((group) => (
          <section key={group.endpoint} className={styles.group}>
            <h3 className={styles.groupTitle}>
              {ENDPOINT_NAMES[group.endpoint][locale]}{' '}
              <span className={styles.size}>{t.groupSize(group.entries.length)}</span>
            </h3>
            <div className={styles.rows}>
              {group.entries.map((entry) => (
                <ErrorCodeRow
                  key={`${entry.code}`}
                  entry={entry}
                  under={group.endpoint}
                  all={entries}
                  isTarget={targets.includes(entry)}
                  onLeave={() => {
                    openAgain()
                    reset()
                  }}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
    </>
  )
}

/** The row of an entry, whichever call it is grouped under. */
function elementOf(entry: ErrorCode): HTMLDetailsElement | null {
  const endpoint = firstEndpoint(entry)
  const anchor = endpoint && document.getElementById(anchorOf(endpoint, entry.code))
  return anchor?.closest('details') ?? null
}

/**
 * Opens the rows that the URL's hash names and goes to the first. The browser looks for the hash
 * before the rows are there or while a search hides them, so it is done once they exist.
 * @param content changes whenever rows are added or removed
 * @returns a function that does it again although the hash stays the same
 */
function useOpenTargets(targets: readonly ErrorCode[], content: unknown): () => void {
  const reached = useRef<readonly ErrorCode[] | null>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new content may add the rows
  useEffect(() => {
    if (targets.length === 0 || targets === reached.current) return
    const rows = targets.map(elementOf)
    const [first] = rows
    if (!first) return
    for (const row of rows) if (row) row.open = true
    first.scrollIntoView()
    first.querySelector('summary')?.focus({ preventScroll: true })
    reached.current = targets
  }, [targets, content, turn])
  return useCallback(() => {
    reached.current = null
    setTurn((before) => before + 1)
  }, [])
}

function subscribeHash(onChange: () => void): () => void {
  addEventListener('hashchange', onChange)
  return () => removeEventListener('hashchange', onChange)
}

function readHash(): string | null {
  return location.hash.slice(1) || null
}

type Response = NonNullable<Reading['response']>

/**
 * Reads the response, log line or exception that is typed or pasted as the search text. A pasted one
 * is replaced by its code.
 */
function useSearchedResponse(
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
  const response = field.reading?.response ?? unknownCode(query, entries)
  const pending = !field.reading && !field.refused && isWorthReading(query)
  return { ...field, response, pending, onPaste }
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
function SearchedResponse({ searched, onClose }: Props) {
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
