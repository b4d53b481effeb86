import type { ComponentProps } from 'react'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import styles from './exchange-view.module.css'
import { Meaning } from './meaning.tsx'
import { Raw } from './raw.tsx'

// Loaded on demand, because they are rare.
const NotRecorded = lazyComponent(() => import('./not-recorded.tsx'), 'NotRecorded')
const Resolve = lazyComponent(() => import('./resolve.tsx'), 'Resolve')

type Props = ComponentProps<typeof Meaning>

/** One exchange: its meaning beside the raw request and response. */
export function ExchangeView({ exchange, ...meaning }: Props) {
  return (
    <>
      {exchange.recorded ? null : <NotRecorded />}
      {exchange.state === 'unknown' ? <Resolve exchange={exchange} /> : null}
      <div className={styles.columns}>
        <Meaning exchange={exchange} {...meaning} />
        <Raw key={exchange.state} exchange={exchange} />
      </div>
    </>
  )
}
