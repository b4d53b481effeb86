import { ArrowLeft, ArrowRight, Copy, Trash2 } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { LIMITS } from '#contract/limits'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import styles from './anchored.module.css'
import { Anchored } from './anchored.tsx'
import { tableTexts } from './table-texts.ts'
import type { Table } from './use-table.ts'

const texts = defineTexts({
  en: { left: 'Move left', right: 'Move right', duplicate: 'Duplicate', remove: 'Remove' },
  zh: { left: '左移', right: '右移', duplicate: '复制', remove: '移除' },
})

type Props = { bubble: number; bubbles: number; table: Table; onClose: () => void }

/** The actions for one bubble. */
export function BubbleMenu({ bubble, bubbles, table, onClose }: Props) {
  const t = useTexts(texts)
  const names = useTexts(tableTexts)
  const item = (label: string, icon: ReactNode, isOff: boolean, run: () => void) => (
    <button
      type="button"
      role="menuitem"
      className={styles.item}
      tabIndex={-1}
      aria-disabled={isOff}
      onClick={() => {
        if (isOff) return
        onClose()
        run()
      }}
    >
      {icon}
      {label}
    </button>
  )
  return (
    <Anchored role="menu" label={names.bubbleActions(bubble + 1)} onClose={onClose}>
      <div className={styles.menu} role="none" onKeyDown={moveFocus}>
        {item(t.left, <ArrowLeft size={16} />, bubble === 0, () =>
          table.moveBubble(bubble, bubble - 1, null),
        )}
        {item(t.right, <ArrowRight size={16} />, bubble === bubbles - 1, () =>
          table.moveBubble(bubble, bubble + 1, null),
        )}
        {item(t.duplicate, <Copy size={16} />, bubbles >= LIMITS.followUps.max, () =>
          table.addBubble(bubble),
        )}
        {item(t.remove, <Trash2 size={16} />, false, () => table.removeBubble(bubble))}
      </div>
    </Anchored>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  items.at(to % items.length)?.focus()
}
