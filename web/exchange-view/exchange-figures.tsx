import type { Exchange } from '#contract/exchange'
import { ExactText } from '../ui/exact-text.tsx'
import { Facts } from './facts.tsx'
import styles from './strip.module.css'

/** What stands under the verdict on an exchange: the platform's own words, and the figures. */
export function ExchangeFigures({ exchange }: { exchange: Exchange }) {
  return (
    <>
      {exchange.msg ? (
        <p className={styles.msg} lang="en">
          <ExactText>{exchange.msg}</ExactText>
        </p>
      ) : null}
      <Facts exchange={exchange} />
    </>
  )
}
