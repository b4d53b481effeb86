import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { useTexts } from '../i18n/texts.ts'
import styles from './exchange-list.module.css'
import { ExchangeRow } from './exchange-row.tsx'
import { rowAfterKey } from './row-after-key.ts'
import { texts } from './texts.ts'

type Props = {
  exchanges: readonly Exchange[]
  /** Whether these are still the rows of the question before. */
  stale: boolean
  /** The row that gets the focus at first: the one a person comes back from. */
  focused: string | null
  chosen: readonly string[]
  onOpen: (id: string) => void
  onChoose: (id: string) => void
  /** Called when a person moves on from the last row. */
  onEnd: () => void
}

/** The rows; one of them is in the Tab order, the arrow keys lead to the others. */
export function ExchangeList(props: Props) {
  const { exchanges, stale, focused, chosen, onOpen, onChoose, onEnd } = props
  const t = useTexts(texts)
  const list = useRef<HTMLOListElement>(null)
  const [current, setCurrent] = useState(focused)
  const active = exchanges.some(({ id }) => id === current) ? current : exchanges[0]?.id

  // Once, on the way back from a row.
  const cameFrom = useRef(focused)
  useEffect(() => {
    if (cameFrom.current !== null) focusRow(list.current, cameFrom.current)
    cameFrom.current = null
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const at = exchanges.findIndex(({ id }) => id === active)
    const to = rowAfterKey(event.key, at, exchanges.length)
    if (to === null) return
    event.preventDefault()
    if (to === at && event.key === 'ArrowDown') onEnd()
    const next = exchanges[to]
    if (!next) return
    setCurrent(next.id)
    focusRow(list.current, next.id)
  }
  return (
    <ol
      ref={list}
      className={`${styles.list} ${stale ? styles.stale : ''}`}
      aria-label={t.list}
      onKeyDown={onKeyDown}
    >
      {exchanges.map((exchange) => (
        <ExchangeRow
          key={exchange.id}
          exchange={exchange}
          active={exchange.id === active}
          chosen={chosen.includes(exchange.id)}
          onFocus={setCurrent}
          onOpen={onOpen}
          onChoose={onChoose}
        />
      ))}
    </ol>
  )
}

function focusRow(list: HTMLElement | null, id: string): void {
  list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus()
}
