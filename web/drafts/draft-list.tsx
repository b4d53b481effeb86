import { Plus } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { takeFocus } from '../ui/take-focus.ts'
import { firstText } from './draft-keeper.ts'
import styles from './draft-list.module.css'
import { DraftRow } from './draft-row.tsx'
import type { StoredDraft } from './draft-store.ts'
import {
  DELETED_DAYS,
  duplicateDraft,
  listDrafts,
  removeDraft,
  renameDraft,
  restoreDraft,
} from './shelf.ts'
import { draftListTexts, draftTexts } from './texts.ts'
import type { Drafts } from './use-draft-keeper.ts'

type Props = { drafts: Drafts; onClose: () => void }

/** Every draft of this browser: open, rename, duplicate, delete and restore. */
export function DraftList({ drafts, onClose }: Props) {
  const t = useTexts(draftListTexts)
  const { untitled } = useTexts(draftTexts)
  const announce = useAnnounce()
  const [{ live, deleted }, setShelf] = useState(() => listDrafts(drafts, Date.now()))
  const refresh = useCallback(() => setShelf(listDrafts(drafts, Date.now())), [drafts])
  const [justDeleted, setJustDeleted] = useState<string | null>(null)
  useEffect(() => {
    window.addEventListener('storage', refresh)
    return () => window.removeEventListener('storage', refresh)
  }, [refresh])

  const label = ({ name, draft }: StoredDraft) => name || firstText(draft) || untitled
  const act = (said: string, change: () => void) => {
    change()
    refresh()
    announce(said)
  }

  return (
    <Dialog title={t.title} onClose={onClose}>
      <div className={styles.head}>
        <p className={styles.hint}>{t.hint}</p>
        <Button
          variant="primary"
          icon={<Plus size={16} aria-hidden="true" />}
          onClick={() => {
            drafts.keeper.create()
            onClose()
          }}
        >
          {t.create}
        </Button>
      </div>
      <ul className={styles.list}>
        {live.map((draft) => (
          <DraftRow
            key={draft.id}
            draft={draft}
            label={label(draft)}
            isOpen={draft.id === drafts.keeper.view().id}
            onOpen={() => {
              drafts.keeper.open(draft.id)
              onClose()
            }}
            onRename={(name) => {
              renameDraft(drafts, draft, name)
              refresh()
            }}
            onDuplicate={() =>
              act(t.duplicated(label(draft)), () =>
                duplicateDraft(drafts, draft, {
                  id: crypto.randomUUID(),
                  name: t.copyOf(label(draft)),
                  updated_at: Date.now(),
                }),
              )
            }
            onRemove={() => {
              setJustDeleted(draft.id)
              act(t.removed(label(draft)), () => removeDraft(drafts, draft, Date.now()))
            }}
          />
        ))}
      </ul>
      {deleted.length > 0 ? (
        <section className={styles.deleted} aria-label={t.deleted(DELETED_DAYS)}>
          <h3 className={styles.hint}>{t.deleted(DELETED_DAYS)}</h3>
          <ul className={styles.list}>
            {deleted.map((draft) => (
              <li key={draft.id} className={styles.row}>
                <bdi className={styles.label}>{label(draft)}</bdi>
                <Button
                  variant="ghost"
                  aria-label={t.restoreWhich(label(draft))}
                  // The focus would be lost with the row that it stood on.
                  ref={draft.id === justDeleted ? takeFocus : undefined}
                  onClick={() => act(t.restored(label(draft)), () => restoreDraft(drafts, draft))}
                >
                  {t.restore}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Dialog>
  )
}
