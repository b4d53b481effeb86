import { ChevronDown, Redo2, Undo2 } from 'lucide-react'
import { type ReactNode, useCallback, useState, useSyncExternalStore } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { IconButton } from '../../ui/button/button.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import shared from '../../ui/shared.module.css'
import styles from './draft-bar.module.css'
import { draftTexts } from './texts.ts'
import type { Drafts } from './use-draft-keeper.ts'
import { REDO_KEYS, UNDO_KEYS, useUndoKeys } from './use-undo-keys.ts'

const DraftList = lazyComponent(() => import('./draft-list.tsx'), 'DraftList')

type Props = {
  drafts: Drafts
  /** More tools for the whole draft. */
  children?: ReactNode
}

/** One line: the name of the open draft, which opens the list of drafts, undo, redo and more tools. */
export function DraftBar({ drafts, children }: Props) {
  const { keeper } = drafts
  const t = useTexts(draftTexts)
  const announce = useAnnounce()
  const [open, setOpen] = useState(false)
  const view = useSyncExternalStore(keeper.subscribe, keeper.view, keeper.view)
  const label = view.name || view.firstText || t.untitled

  const undo = useCallback(() => keeper.undo() && announce(t.undone), [keeper, announce, t])
  const redo = useCallback(() => keeper.redo() && announce(t.redone), [keeper, announce, t])
  useUndoKeys({ undo, redo })

  return (
    <>
      <fieldset aria-label={t.tools} className={styles.bar}>
        <button
          type="button"
          className={styles.name}
          aria-label={t.drafts(label)}
          data-command="drafts"
          aria-haspopup="dialog"
          title={label}
          onClick={() => {
            keeper.flush()
            setOpen(true)
          }}
        >
          <bdi className={shared.ellipsis}>{label}</bdi>
          <ChevronDown size={16} aria-hidden="true" />
        </button>
        <span role="status" className={styles.notSaved}>
          {view.isStored ? null : t.notSaved}
        </span>
        <IconButton
          label={t.undo}
          icon={<Undo2 size={16} aria-hidden="true" />}
          aria-disabled={!view.canUndo}
          aria-keyshortcuts={UNDO_KEYS}
          data-command="undo"
          onClick={undo}
        />
        <IconButton
          label={t.redo}
          icon={<Redo2 size={16} aria-hidden="true" />}
          aria-disabled={!view.canRedo}
          aria-keyshortcuts={REDO_KEYS}
          data-command="redo"
          onClick={redo}
        />
        {children}
      </fieldset>
      {open ? <DraftList drafts={drafts} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
