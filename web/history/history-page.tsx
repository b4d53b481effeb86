import { type Dispatch, type SetStateAction, useCallback, useEffect, useMemo } from 'react'
import { useSearch, useSearchParams } from 'wouter'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useExchanges } from '../queries/history.ts'
import { Button } from '../ui/button.tsx'
import { PageIntro } from '../ui/page-intro.tsx'
import { CompareBar } from './compare-bar.tsx'
import { ExchangeList } from './exchange-list.tsx'
import { readFilter, writeFilter } from './filter.ts'
import { FilterForm } from './filter-form.tsx'
import styles from './history-page.module.css'
import { ListTools } from './list-tools.tsx'
import { NothingFound } from './nothing-found.tsx'
import { texts } from './texts.ts'
import { useAnnouncedSoon } from './use-announced-soon.ts'
import { choose, type Visit } from './visit.ts'

type Props = { visit: Visit; onVisit: Dispatch<SetStateAction<Visit>> }

/** Every send, newest first: searched and filtered by the address, read page by page. */
export function HistoryPage({ visit, onVisit }: Props) {
  const t = useTexts(texts)
  const search = useSearch()
  const [, setSearch] = useSearchParams()
  const filter = useMemo(() => readFilter(new URLSearchParams(search)), [search])
  const parameters = writeFilter(filter)
  const history = useExchanges(parameters)
  const exchanges = history.data?.pages.flatMap((page) => page.exchanges) ?? []
  const count = history.data ? t.shown(exchanges.length, history.hasNextPage) : ''
  useAnnouncedSoon(count)
  useEffect(() => {
    onVisit((before) => (before.search === search ? before : { ...before, search }))
  }, [search, onVisit])
  const open = useCallback(
    (opened: string) => onVisit((before) => ({ ...before, opened })),
    [onVisit],
  )
  const chooseRow = useCallback(
    (id: string) => onVisit((before) => ({ ...before, chosen: choose(before.chosen, id) })),
    [onVisit],
  )
  // One page may hold nothing although an earlier one does: the server looks through so much at a time.
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isError } = history
  const empty = history.data !== undefined && exchanges.length === 0 && !isError
  const looksOn = empty && hasNextPage
  useEffect(() => {
    if (looksOn && !isFetchingNextPage) void fetchNextPage()
  }, [looksOn, isFetchingNextPage, fetchNextPage])
  const loadMore = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }

  const setFilter = (next: typeof filter) => setSearch(writeFilter(next), { replace: true })
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
      {history.isPending || looksOn ? <p role="status">{t.loading}</p> : null}
      {empty && !looksOn ? (
        <NothingFound filtered={parameters.size > 0} onClear={() => setSearch('')} />
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
            focused={visit.opened}
            chosen={visit.chosen}
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
        chosen={visit.chosen}
        onClear={() => onVisit((before) => ({ ...before, chosen: [] }))}
      />
    </article>
  )
}
