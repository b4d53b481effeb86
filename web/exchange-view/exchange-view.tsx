import { lazy, Suspense } from 'react'
import type { Exchange } from '#contract/exchange'
import styles from './exchange-view.module.css'
import { Meaning } from './meaning.tsx'
import { Raw } from './raw.tsx'

// Rare, and so no part of the first screen.
const NotRecorded = lazy(async () => ({
  default: (await import('./not-recorded.tsx')).NotRecorded,
}))
const Resolve = lazy(async () => ({ default: (await import('./resolve.tsx')).Resolve }))

/** One exchange: what it means beside what went over the wire, neither instead of the other. */
export function ExchangeView({ exchange }: { exchange: Exchange }) {
  return (
    <>
      <Suspense>
        {exchange.recorded ? null : <NotRecorded />}
        {exchange.state === 'unknown' ? <Resolve exchange={exchange} /> : null}
      </Suspense>
      <div className={styles.columns}>
        <Meaning exchange={exchange} />
        <Raw key={exchange.state} exchange={exchange} />
      </div>
    </>
  )
}
