import { useState } from 'react'
import { Route, Switch } from 'wouter'
import { ComparePage } from './compare-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { OneExchangePage } from './one-exchange-page.tsx'
import { NOTHING_YET, type Visit } from './visit.ts'

/** The list, one send, and two side by side; what was chosen in the list outlives a look at one of them. */
export function HistoryPages() {
  const [visit, setVisit] = useState<Visit>(NOTHING_YET)
  const listHref = `/history${visit.search && `?${visit.search}`}`
  return (
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
  )
}
