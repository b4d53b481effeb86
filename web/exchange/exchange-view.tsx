import type { Exchange } from '#contract/exchange'
import styles from './exchange-view.module.css'
import { Meaning } from './meaning.tsx'
import { Raw } from './raw.tsx'

/** One exchange: what it means beside what went over the wire, neither instead of the other. */
export function ExchangeView({ exchange }: { exchange: Exchange }) {
  return (
    <div className={styles.columns}>
      <Meaning exchange={exchange} />
      <Raw exchange={exchange} />
    </div>
  )
}
