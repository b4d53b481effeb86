import { useTexts } from '../i18n/texts.ts'
import styles from './composer.module.css'
import { ContentField } from './content-field.tsx'
import { ItemActions } from './item-actions.tsx'
import { LanguageRows } from './language-rows.tsx'
import { moveKeys } from './move-keys.ts'
import { composerTexts } from './texts.ts'

type Props = {
  index: number
  count: number
  full: boolean
  onMove: (to: number) => void
  onDuplicate: () => void
  onRemove: () => void
}

/** One bubble: its default text and its language rows. */
export function BubbleCard({ index, count, full, onMove, onDuplicate, onRemove }: Props) {
  const t = useTexts(composerTexts)
  const name = t.bubble(index + 1)
  return (
    <fieldset className={styles.bubble} onKeyDown={moveKeys(index, count, onMove)}>
      <legend className={styles.bubbleLegend}>{name}</legend>
      <ItemActions
        what={name}
        index={index}
        count={count}
        canDuplicate={!full}
        onMove={onMove}
        onDuplicate={onDuplicate}
        onRemove={onRemove}
      />
      <ContentField
        name={`follow_ups.${index}.content`}
        label={t.defaultText}
        hint={t.defaultHint}
      />
      <LanguageRows bubble={index} />
    </fieldset>
  )
}
