import { useState } from 'react'
import { Route, Switch } from 'wouter'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import { EMPTY_LIST_STATE, type HistoryListState, HistoryPage } from './history-page.tsx'

// Loaded on demand: together they are larger than the list.
const ComparePage = lazyComponent(() => import('./compare-page.tsx'), 'ComparePage')
const DeliveryPage = lazyComponent(() => import('./delivery-page.tsx'), 'DeliveryPage')
const ExchangePage = lazyComponent(() => import('./exchange-page.tsx'), 'ExchangePage')

/** The routes of the history: the list, one delivery, one exchange, and two compared. Keeps the list's state while another is open. */
export function HistoryPages() {
  const [list, setList] = useState<HistoryListState>(EMPTY_LIST_STATE)
  const listHref = `/history${list.search && `?${list.search}`}`
  return (
    <Switch>
      <Route path="/history">
        <HistoryPage list={list} onList={setList} />
      </Route>
      <Route path="/history/compare/:left/:right">
        {({ left, right }) => <ComparePage ids={[left, right]} listHref={listHref} />}
      </Route>
      <Route path="/history/delivery/:id">
        {({ id }) => <DeliveryPage key={id} id={id} listHref={listHref} />}
      </Route>
      <Route path="/history/:id">
        {({ id }) => <ExchangePage key={id} id={id} listHref={listHref} />}
      </Route>
    </Switch>
  )
}
