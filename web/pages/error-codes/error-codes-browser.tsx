import { Search } from 'lucide-react'
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { type UseFormRegister, useForm, useWatch } from 'react-hook-form'
import { ENDPOINTS, type Endpoint, type ErrorCode } from '#contract/catalogue/error-code'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounceChange } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { ErrorCodeCard } from './error-code-card.tsx'
import styles from './error-codes-browser.module.css'
import { findErrorCodes, groupErrorCodes } from './find-error-codes.ts'
import { ENDPOINT_NAMES, texts } from './texts.ts'

type SearchFields = { query: string; endpoint: Endpoint | '' }

/** The catalogue with its search: cards grouped by the call that returns them. */
export function ErrorCodesBrowser({ entries }: { entries: readonly ErrorCode[] }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const { control, register, reset } = useForm<SearchFields>({
    defaultValues: { query: '', endpoint: '' },
  })
  const [query, endpoint] = useWatch({ control, name: ['query', 'endpoint'] })
  const search = useMemo(() => ({ query, endpoint: endpoint || null }), [query, endpoint])
  // Deferred, so that typing does not wait for the cards.
  const shown = useDeferredValue(search)
  const found = useMemo(() => findErrorCodes(entries, shown), [entries, shown])
  const groups = useMemo(() => groupErrorCodes(found, shown.endpoint), [found, shown])
  const [target, scrollAgain] = useHashTarget(groups)
  // A hash that names a hidden card clears the search.
  useEffect(() => {
    if (target !== null && !document.getElementById(target)) reset()
  }, [target, reset])
  const count = t.count(found.length, entries.length)
  useAnnounceChange(count)
  return (
    <>
      <SearchForm entries={entries} register={register} />
      <p className={styles.count}>{count}</p>
      {found.length === 0 ? (
        <div className={styles.none}>
          <p className={styles.noneTitle}>{t.none}</p>
          <p>{t.noneHint}</p>
          <Button onClick={() => reset()}>{t.clear}</Button>
        </div>
      ) : null}
      {groups.map((group) => (
        <section key={group.endpoint} className={styles.group}>
          <h3 className={styles.groupTitle}>
            {ENDPOINT_NAMES[group.endpoint][locale]}{' '}
            <span className={styles.size}>{group.entries.length}</span>
          </h3>
          {group.entries.map((entry) => (
            <ErrorCodeCard
              key={entry.code}
              entry={entry}
              under={group.endpoint}
              all={entries}
              target={target}
              onLeave={() => {
                scrollAgain()
                reset()
              }}
            />
          ))}
        </section>
      ))}
    </>
  )
}

type Props = { entries: readonly ErrorCode[]; register: UseFormRegister<SearchFields> }

/** Search text and call. Changes apply at once, so there is no button. */
function SearchForm({ entries, register }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const id = useId()
  const endpoints = ENDPOINTS.filter((endpoint) =>
    entries.some((entry) => entry.endpoints.includes(endpoint)),
  )
  return (
    <search className={styles.form}>
      <label className={styles.label} htmlFor={`${id}-query`}>
        {t.search}
      </label>
      <div className={styles.box}>
        <Search size={16} aria-hidden="true" />
        <input
          id={`${id}-query`}
          type="search"
          className={styles.input}
          placeholder={t.searchHint}
          autoComplete="off"
          spellCheck={false}
          {...register('query')}
        />
      </div>
      <label className={styles.label} htmlFor={`${id}-endpoint`}>
        {t.endpoint}
      </label>
      <select id={`${id}-endpoint`} className={styles.select} {...register('endpoint')}>
        <option value="">{t.allEndpoints}</option>
        {endpoints.map((endpoint) => (
          <option key={endpoint} value={endpoint}>
            {ENDPOINT_NAMES[endpoint][locale]}
          </option>
        ))}
      </select>
    </search>
  )
}

/**
 * The id in the URL's hash. The browser looks for it before the cards are there or while a search
 * hides them, so it is scrolled to and focused once it exists.
 * @param content changes whenever elements are added or removed
 * @returns the id, and a function that scrolls there again although the hash stays the same
 */
function useHashTarget(content: unknown): [target: string | null, again: () => void] {
  const target = useSyncExternalStore(subscribeHash, readHash, () => '')
  const reached = useRef<string | null>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new content may add the element
  useEffect(() => {
    if (target === null || target === reached.current) return
    const element = document.getElementById(target)
    if (!element) return
    element.scrollIntoView()
    element.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true })
    reached.current = target
  }, [target, content, turn])
  const again = useCallback(() => {
    reached.current = null
    setTurn((before) => before + 1)
  }, [])
  return [target, again]
}

function subscribeHash(onChange: () => void): () => void {
  addEventListener('hashchange', onChange)
  return () => removeEventListener('hashchange', onChange)
}

function readHash(): string | null {
  return location.hash.slice(1) || null
}
