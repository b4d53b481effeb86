import { type Dispatch, type SetStateAction, useCallback, useEffect, useMemo } from 'react'
import { Link, useSearch, useSearchParams } from 'wouter'
import { useExchanges } from '../../api-client/history.ts'
import { RequestFailure } from '../../exchange-view/request-failure.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounceChange } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { PageIntro } from '../../ui/layout.tsx'
import { ExchangeList } from './exchange-list.tsx'
import { filterParams, parseFilter } from './filter.ts'
import { FilterForm } from './filter-form.tsx'
import styles from './history-page.module.css'
import { ListTools } from './list-tools.tsx'
import { texts } from './texts.ts'

/** What to restore when the list is opened again. */
export type HistoryListState = {
  /** The query string with the filter. */
  search: string
  /** The id of the exchange opened last. */
  opened: string | null
  /** The ids of the exchanges selected for comparison, at most two. */
  chosen: readonly string[]
}

export const EMPTY_LIST_STATE: HistoryListState = { search: '', opened: null, chosen: [] }

/** Selects an exchange for comparison or deselects it; a third one replaces the first. */
export function toggleChosen(chosen: readonly string[], id: string): readonly string[] {
  return chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2)
}

type Props = { list: HistoryListState; onList: Dispatch<SetStateAction<HistoryListState>> }

/** Every exchange, newest first. The URL holds the filter; older pages are loaded on demand. */
export function HistoryPage({ list, onList }: Props) {
  const t = useTexts(texts)
  const search = useSearch()
  const [, setSearch] = useSearchParams()
  const filter = useMemo(() => parseFilter(new URLSearchParams(search)), [search])
  const parameters = filterParams(filter)
  const history = useExchanges(parameters)
  const exchanges = history.data?.pages.flatMap((page) => page.exchanges) ?? []
  const count = history.data ? t.shown(exchanges.length, history.hasNextPage) : ''
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
  // A page can be empty although an older one has results: the server scans a limited number of rows at a time.
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isError } = history
  const empty = history.data !== undefined && exchanges.length === 0 && !isError
  const searchesOn = empty && hasNextPage
  useEffect(() => {
    if (searchesOn && !isFetchingNextPage) void fetchNextPage()
  }, [searchesOn, isFetchingNextPage, fetchNextPage])
  const loadMore = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }

  const setFilter = (next: typeof filter) => setSearch(filterParams(next), { replace: true })
  return (
    <article className={styles.page}>
      <header className={styles.header}>
        <PageIntro title={t.title} lead={t.lead} />
        <ListTools parameters={parameters} />
      </header>
      <FilterForm filter={filter} onFilter={setFilter} />
      {isError && !history.isFetching ? (
        <div className={styles.failure}>
          <RequestFailure error={history.error} />
          <Button onClick={() => void history.refetch()}>{t.retry}</Button>
        </div>
      ) : null}
      {history.isPending || searchesOn ? <p role="status">{t.loading}</p> : null}
      {empty && !searchesOn ? (
        <EmptyHistory filtered={parameters.size > 0} onClear={() => setSearch('')} />
      ) : null}
      {exchanges.length > 0 ? (
        <>
          <p className={styles.count}>
            <span>{count}</span>
            <span className={styles.keys}>{t.keys}</span>
          </p>
          <ExchangeList
            exchanges={exchanges}
            stale={history.isPlaceholderData}
            focused={list.opened}
            chosen={list.chosen}
            onOpen={open}
            onChoose={chooseRow}
            onEnd={loadMore}
          />
          {hasNextPage ? (
            <p className={styles.more}>
              <Button aria-disabled={isFetchingNextPage} onClick={loadMore}>
                {isFetchingNextPage ? t.loadingMore : t.more}
              </Button>
            </p>
          ) : null}
        </>
      ) : null}
      <CompareBar
        chosen={list.chosen}
        onClear={() => onList((before) => ({ ...before, chosen: [] }))}
      />
    </article>
  )
}

/** Tells an empty history from a filter without results. */
function EmptyHistory({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useTexts(texts)
  return (
    <div className={styles.none}>
      <p className={styles.title}>{filtered ? t.none : t.empty}</p>
      <p>{filtered ? t.noneHint : t.emptyHint}</p>
      {filtered ? (
        <Button onClick={onClear}>{t.clear}</Button>
      ) : (
        <Link href="/">{t.toConsole}</Link>
      )}
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
