import { type Dispatch, type SetStateAction, useCallback, useEffect, useMemo, useRef } from 'react'
import { Link, useSearch, useSearchParams } from 'wouter'
import { useHistory } from '../../api-client/history.ts'
import { useLists } from '../../api-client/lists.ts'
import { useLiveResults } from '../../api-client/results.ts'
import { useTemplateNames } from '../../api-client/templates.ts'
import { RequestFailure } from '../../features/exchange-view/request-failure.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounceChange } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { PollingNote } from '../../ui/callout/polling-note.tsx'
import { PageIntro } from '../../ui/layout.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import { filterParams, parseFilter, resultsSelection } from './filter.ts'
import { FilterForm } from './filter-form.tsx'
import { HistoryList } from './history-list.tsx'
import styles from './history-page.module.css'
import { ListTools } from './list-tools.tsx'
import { tableRows } from './rows.ts'
import { texts } from './texts.ts'
import { recipientOptions, useRecipientOf } from './use-recipient-name.tsx'

const ResultsPanel = lazyComponent(
  () => import('../../features/results/results-panel.tsx'),
  'ResultsPanel',
)
/** The URL has `?results=1` while the results are shown. */
const RESULTS = 'results'

/** What to restore when the list is opened again. */
export type HistoryListState = {
  /** The query string with the filter. */
  search: string
  /** The id of the exchange opened last. */
  opened: string | null
  /** The ids of the exchanges selected for comparison, at most two. */
  chosen: readonly string[]
  /** The ids of the deliveries whose exchanges are shown. */
  unfolded: readonly string[]
}

export const EMPTY_LIST_STATE: HistoryListState = {
  search: '',
  opened: null,
  chosen: [],
  unfolded: [],
}

/** Selects an exchange for comparison or deselects it; a third one replaces the first. */
export function toggleChosen(chosen: readonly string[], id: string): readonly string[] {
  return chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2)
}

type Props = { list: HistoryListState; onList: Dispatch<SetStateAction<HistoryListState>> }

/** Every delivery and every other exchange, newest first. The URL holds the filter; older pages are loaded on demand. */
export function HistoryPage({ list, onList }: Props) {
  const t = useTexts(texts)
  const search = useSearch()
  const [, setSearch] = useSearchParams()
  const filter = useMemo(() => parseFilter(new URLSearchParams(search)), [search])
  const parameters = filterParams(filter)
  const showsResults = new URLSearchParams(search).has(RESULTS)
  const link = useLiveResults(true)
  const history = useHistory(parameters)
  const { data } = history
  const entries = useMemo(() => data?.pages.flatMap(({ rows }) => rows) ?? [], [data])
  const rows = useMemo(() => tableRows(entries, list.unfolded), [entries, list.unfolded])
  const count = data ? t.shown(entries.length, history.hasNextPage) : ''
  const recipientOf = useRecipientOf(entries)
  const templates = useTemplateNames()
  const { data: lists = [] } = useLists()
  useAnnounceChange(count)
  useEffect(() => {
    onList((before) => (before.search === search ? before : { ...before, search }))
  }, [search, onList])
  const open = useCallback(
    (opened: string) => onList((before) => ({ ...before, opened })),
    [onList],
  )
  const chooseRow = useCallback(
    (id: string) => onList((before) => ({ ...before, chosen: toggleChosen(before.chosen, id) })),
    [onList],
  )
  const fold = useCallback(
    (id: string, open: boolean) =>
      onList((before) => {
        const others = before.unfolded.filter((one) => one !== id)
        return { ...before, unfolded: open ? [...others, id] : others }
      }),
    [onList],
  )
  // A page can be empty although an older one has results: the server scans a limited number of rows at a time.
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isError } = history
  const empty = data !== undefined && entries.length === 0 && !isError
  const searchesOn = empty && hasNextPage
  useEffect(() => {
    if (searchesOn && !isFetchingNextPage) void fetchNextPage()
  }, [searchesOn, isFetchingNextPage, fetchNextPage])
  const loadMore = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }
  // The button of the last page disappears, so the focus goes on to the first new row.
  const firstNew = useRef<number | null>(null)
  useEffect(() => {
    const row = firstNew.current === null ? undefined : rows[firstNew.current]
    if (!row) return
    firstNew.current = null
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus()
  })

  const searchOf = (next: typeof filter, results = showsResults) => {
    const params = filterParams(next)
    if (results) params.set(RESULTS, '1')
    return params
  }
  const { selection, isPartial } = resultsSelection(filter)
  const setFilter = (next: typeof filter) => setSearch(searchOf(next), { replace: true })
  return (
    <article className={styles.page}>
      <PageIntro
        title={t.title}
        lead={t.lead}
        actions={
          <ListTools
            parameters={parameters}
            results={showsResults}
            onResults={(shown) => setSearch(searchOf(filter, shown), { replace: true })}
          />
        }
      />
      <FilterForm
        filter={filter}
        onFilter={setFilter}
        templates={[...templates].map(([value, label]) => ({ value, label }))}
        recipients={recipientOptions(entries, recipientOf)}
        lists={lists.map(({ id, name }) => ({ value: id, label: name || id }))}
      >
        {entries.length > 0 ? <p className={styles.keys}>{t.keys}</p> : null}
        {entries.length > 0 ? <p className={styles.count}>{count}</p> : null}
      </FilterForm>
      <PollingNote link={link} />
      <div className={styles.content} data-results={showsResults}>
        {showsResults ? (
          <ResultsPanel
            selection={selection}
            note={isPartial ? t.otherFilters : null}
            hrefOf={(result) => `/history?${searchOf({ ...filter, result })}`}
          />
        ) : null}
        <div className={styles.entries}>
          {isError && !history.isFetching ? (
            <div className={styles.failure}>
              <RequestFailure error={history.error} />
              <Button onClick={() => void history.refetch()}>{t.retry}</Button>
            </div>
          ) : null}
          {history.isPending || searchesOn ? <p role="status">{t.loading}</p> : null}
          {empty && !searchesOn ? <EmptyHistory filtered={parameters.size > 0} /> : null}
          {entries.length > 0 ? (
            <>
              <HistoryList
                rows={rows}
                unfolded={list.unfolded}
                stale={history.isPlaceholderData}
                focused={list.opened}
                chosen={list.chosen}
                recipientOf={recipientOf}
                templateName={(id) => templates.get(id) ?? t.deletedTemplate}
                onOpen={open}
                onChoose={chooseRow}
                onFold={fold}
                onEnd={loadMore}
              />
              {hasNextPage ? (
                <p className={styles.more}>
                  <Button
                    aria-disabled={isFetchingNextPage}
                    onClick={() => {
                      loadMore()
                      firstNew.current = rows.length
                    }}
                  >
                    {isFetchingNextPage ? t.loadingMore : t.more}
                  </Button>
                </p>
              ) : null}
            </>
          ) : null}
        </div>
      </div>
      <CompareBar
        chosen={list.chosen}
        onClear={() => {
          onList((before) => ({ ...before, chosen: [] }))
          // The bar disappears with its button.
          document.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus()
        }}
      />
    </article>
  )
}

/** Tells an empty history from a filter without results. */
function EmptyHistory({ filtered }: { filtered: boolean }) {
  const t = useTexts(texts)
  return (
    <div className={styles.none}>
      <p className={styles.title}>{filtered ? t.none : t.empty}</p>
      <p>{filtered ? t.noneHint : t.emptyHint}</p>
      {filtered ? null : <Link href="/">{t.toConsole}</Link>}
    </div>
  )
}

type CompareBarProps = { chosen: readonly string[]; onClear: () => void }

/** How many exchanges are selected, with a link to compare them; hidden while none is. */
function CompareBar({ chosen, onClear }: CompareBarProps) {
  const t = useTexts(texts)
  const [left, right] = chosen
  if (left === undefined) return null
  return (
    <div className={styles.bar} role="status">
      {right === undefined ? (
        <span>{t.compareOne}</span>
      ) : (
        <>
          <span>{t.compareTwo}</span>
          <Link className={styles.open} href={`/history/compare/${left}/${right}`}>
            {t.compareOpen}
          </Link>
        </>
      )}
      <Button variant="ghost" onClick={onClear}>
        {t.compareClear}
      </Button>
    </div>
  )
}
