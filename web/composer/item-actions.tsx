import { ArrowDown, ArrowUp, Copy, Trash2 } from 'lucide-react'
import { useTexts } from '../i18n/texts.ts'
import { IconButton } from '../ui/button/button.tsx'
import styles from './composer.module.css'
import { composerTexts } from './texts.ts'

type Props = {
  /** The item's name within a sentence: “Bubble 2”, “the English row”. */
  what: string
  index: number
  count: number
  canDuplicate: boolean
  onMove: (to: number) => void
  onDuplicate: () => void
  onRemove: () => void
}

/** The actions for one bubble or one row. */
export function ItemActions({
  what,
  index,
  count,
  canDuplicate,
  onMove,
  onDuplicate,
  onRemove,
}: Props) {
  const t = useTexts(composerTexts)
  return (
    <div className={styles.itemActions}>
      <IconButton
        label={t.moveUp(what)}
        icon={<ArrowUp size={16} aria-hidden="true" />}
        disabled={index === 0}
        onClick={() => onMove(index - 1)}
      />
      <IconButton
        label={t.moveDown(what)}
        icon={<ArrowDown size={16} aria-hidden="true" />}
        disabled={index === count - 1}
        onClick={() => onMove(index + 1)}
      />
      <IconButton
        label={t.duplicate(what)}
        icon={<Copy size={16} aria-hidden="true" />}
        disabled={!canDuplicate}
        onClick={onDuplicate}
      />
      <IconButton
        label={t.remove(what)}
        icon={<Trash2 size={16} aria-hidden="true" />}
        onClick={onRemove}
      />
    </div>
  )
}
