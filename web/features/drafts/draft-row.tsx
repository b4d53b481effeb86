import { Copy, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button/button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import styles from './draft-list.module.css'
import { draftListTexts } from './draft-list-texts.ts'
import type { StoredDraft } from './draft-store.ts'

const NAME_MAX = 80

type Props = {
  draft: StoredDraft
  label: string
  isOpen: boolean
  onOpen: () => void
  onRename: (name: string) => void
  onDuplicate: () => void
  onRemove: () => void
}

/** One draft of the list with its actions. */
export function DraftRow({ draft, label, isOpen, onOpen, onRename, onDuplicate, onRemove }: Props) {
  const t = useTexts(draftListTexts)
  const { tag } = useLocale()
  const [naming, setNaming] = useState(false)
  const time = new Intl.DateTimeFormat(tag, {
    dateStyle: 'medium',
    timeStyle: 'short',
  })

  if (naming) {
    const keep = (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      onRename(String(new FormData(event.currentTarget).get('name') ?? '').trim())
      setNaming(false)
    }
    return (
      <li className={styles.row}>
        <form className={styles.naming} onSubmit={keep}>
          <input
            ref={selectAll}
            className={fieldStyles.input}
            name="name"
            aria-label={t.name}
            defaultValue={draft.name || label}
            maxLength={NAME_MAX}
            autoComplete="off"
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              // Esc discards the name and does not close the dialog.
              event.preventDefault()
              setNaming(false)
            }}
          />
          <Button type="submit">{t.keepName}</Button>
        </form>
      </li>
    )
  }
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.open}
        aria-current={isOpen ? 'true' : undefined}
        onClick={onOpen}
      >
        <bdi className={styles.label}>
          <span className="visually-hidden">{t.open} </span>
          {label}
        </bdi>
        <span className={styles.hint}>
          {isOpen ? <Badge tone="info">{t.isOpen}</Badge> : null}{' '}
          {t.bubbles(draft.draft.values.follow_ups.length)} · {time.format(draft.updated_at)}
        </span>
      </button>
      <IconButton
        label={t.rename(label)}
        icon={<Pencil size={16} aria-hidden="true" />}
        onClick={() => setNaming(true)}
      />
      <IconButton
        label={t.duplicate(label)}
        icon={<Copy size={16} aria-hidden="true" />}
        onClick={onDuplicate}
      />
      <IconButton
        label={t.remove(label)}
        icon={<Trash2 size={16} aria-hidden="true" />}
        onClick={onRemove}
      />
    </li>
  )
}

function selectAll(input: HTMLInputElement | null): void {
  input?.select()
}
