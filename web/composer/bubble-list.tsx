import { Plus } from 'lucide-react'
import { useRef } from 'react'
import { useFieldArray } from 'react-hook-form'
import { LIMITS } from '#contract/limits'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button/button.tsx'
import styles from './composer.module.css'
import { moveKeys } from './composer-keys.ts'
import { emptyFollowUp } from './composition.ts'
import { useComposition } from './composition-context.tsx'
import { ContentField } from './content-field.tsx'
import { ItemActions } from './item-actions.tsx'
import { LanguageRows } from './language-rows.tsx'
import { composerTexts } from './texts.ts'

/** The bubbles in the order in which the user sees them. */
export function BubbleList() {
  const t = useTexts(composerTexts)
  const announce = useAnnounce()
  const { form } = useComposition()
  const { fields, append, insert, move, remove } = useFieldArray({
    control: form.control,
    name: 'follow_ups',
  })
  const addButton = useRef<HTMLButtonElement>(null)
  const full = fields.length >= LIMITS.followUps.max

  return (
    <div className={styles.bubbles}>
      {fields.length === 0 ? <p className={styles.hint}>{t.noBubbles}</p> : null}
      {fields.map((field, index) => (
        <BubbleCard
          key={field.id}
          index={index}
          count={fields.length}
          full={full}
          onMove={(to) => {
            move(index, to)
            announce(t.moved(t.bubble(index + 1), to + 1, fields.length))
          }}
          onDuplicate={() => {
            insert(index + 1, structuredClone(form.getValues(`follow_ups.${index}`)), {
              focusName: `follow_ups.${index + 1}.content`,
            })
            announce(t.added(t.bubble(index + 2)))
          }}
          onRemove={() => {
            remove(index)
            announce(t.removed(t.bubble(index + 1)))
            addButton.current?.focus()
          }}
        />
      ))}
      <Button
        ref={addButton}
        icon={<Plus size={16} aria-hidden="true" />}
        aria-disabled={full}
        data-command="add-bubble"
        onClick={() => {
          if (full) return announce(t.bubblesFull)
          append(emptyFollowUp(), { focusName: `follow_ups.${fields.length}.content` })
          announce(t.added(t.bubble(fields.length + 1)))
        }}
      >
        {full ? t.bubblesFull : t.addBubble}
      </Button>
    </div>
  )
}

type BubbleCardProps = {
  index: number
  count: number
  full: boolean
  onMove: (to: number) => void
  onDuplicate: () => void
  onRemove: () => void
}

/** One bubble: its default text and its language rows. */
function BubbleCard({ index, count, full, onMove, onDuplicate, onRemove }: BubbleCardProps) {
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
