import { lazy, Suspense, useState } from 'react'
import { Route, Switch } from 'wouter'
import { HistoryPage } from './history-page.tsx'
import { NOTHING_YET, type Visit } from './visit.ts'

// Together more than the list, and needed only by whoever looks closer.
const ComparePage = lazy(async () => ({
  default: (await import('./compare-page.tsx')).ComparePage,
}))
const OneExchangePage = lazy(async () => ({
  default: (await import('./one-exchange-page.tsx')).OneExchangePage,
}))

/** The list, one send, and two side by side; what was chosen in the list outlives a look at one of them. */
export function HistoryPages() {
  const [visit, setVisit] = useState<Visit>(NOTHING_YET)
  const listHref = `/history${visit.search && `?${visit.search}`}`
  return (
    <Suspense>
      <Switch>
        <Route path="/history">
          <HistoryPage visit={visit} onVisit={setVisit} />
        </Route>
        <Route path="/history/compare/:left/:right">
          {({ left, right }) => <ComparePage ids={[left, right]} listHref={listHref} />}
        </Route>
        <Route path="/history/:id">
          {({ id }) => <OneExchangePage key={id} id={id} listHref={listHref} />}
        </Route>
      </Switch>
    </Suspense>
  )
}
