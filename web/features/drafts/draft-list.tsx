import { Plus } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { takeFocus } from '../../ui/interaction.ts'
import shared from '../../ui/shared.module.css'
import { firstText } from './draft-keeper.ts'
import styles from './draft-list.module.css'
import { draftListTexts } from './draft-list-texts.ts'
import { DraftRow } from './draft-row.tsx'
import type { StoredDraft } from './draft-store.ts'
import { draftTexts } from './texts.ts'
import type { Drafts } from './use-draft-keeper.ts'

type Props = { drafts: Drafts; onClose: () => void }

/** Every draft of this browser: open, rename, duplicate, delete and restore. */
export function DraftList({ drafts, onClose }: Props) {
  const t = useTexts(draftListTexts)
  const { untitled, notSaved } = useTexts(draftTexts)
  const announce = useAnnounce()
  const [{ live, deleted }, setDraftLists] = useState(() => listDrafts(drafts, Date.now()))
  const refresh = useCallback(() => setDraftLists(listDrafts(drafts, Date.now())), [drafts])
  const [justDeleted, setJustDeleted] = useState<string | null>(null)
  useEffect(() => {
    window.addEventListener('storage', refresh)
    return () => window.removeEventListener('storage', refresh)
  }, [refresh])

  const label = ({ name, draft }: StoredDraft) => name || firstText(draft) || untitled
  const act = (announcement: string, change: () => void) => {
    change()
    refresh()
    announce(announcement)
  }

  return (
    <Dialog title={t.title} onClose={onClose}>
      {drafts.keeper.view().isStored ? null : (
        <Callout tone="warn" title={notSaved}>
          {t.notSavedWhy}
        </Callout>
      )}
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
      <ul className={shared.stack1}>
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
          <ul className={shared.stack1}>
            {deleted.map((draft) => (
              <li key={draft.id} className={styles.row}>
                <bdi className={styles.label}>{label(draft)}</bdi>
                <Button
                  variant="ghost"
                  aria-label={t.restoreWhich(label(draft))}
                  // The focused row is gone.
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

/** How long a deleted draft can be restored. */
export const DELETED_DAYS = 7
const DELETED_MS = DELETED_DAYS * 24 * 60 * 60 * 1000

/** Returns the live and the deleted drafts, latest first; expired deleted drafts are removed. */
export function listDrafts({ store, keeper }: Drafts, now: number) {
  const all = store.list()
  for (const { id, deleted_at } of all) {
    if (deleted_at !== null && now - deleted_at > DELETED_MS) store.remove(id)
  }
  const { id, name } = keeper.view()
  const live = all.filter(({ deleted_at }) => deleted_at === null)
  if (!live.some((draft) => draft.id === id)) {
    // It is still empty, or another tab deleted it.
    live.unshift({ id, name, updated_at: now, deleted_at: null, draft: keeper.draft() })
  }
  const deleted = all.filter(
    ({ id: one, deleted_at }) =>
      one !== id && deleted_at !== null && now - deleted_at <= DELETED_MS,
  )
  return { live, deleted }
}

export function renameDraft({ store, keeper }: Drafts, draft: StoredDraft, name: string): void {
  if (draft.id === keeper.view().id) keeper.rename(name)
  else store.write({ ...draft, name })
}

/** Copies a draft without its undo steps and without opening it. */
export function duplicateDraft({ store }: Drafts, draft: StoredDraft, copy: Copy): void {
  store.write({ ...draft, ...copy, deleted_at: null })
}
type Copy = { id: string; name: string; updated_at: number }

/** Deletes a draft so that it can be restored; if it was open, the latest other one is opened. */
export function removeDraft({ store, keeper }: Drafts, draft: StoredDraft, now: number): void {
  store.write({ ...draft, deleted_at: now })
  if (draft.id !== keeper.view().id) return
  const next = store.list().find(({ deleted_at }) => deleted_at === null)
  if (next) keeper.open(next.id)
  else keeper.create()
}

export function restoreDraft({ store }: Drafts, draft: StoredDraft): void {
  store.write({ ...draft, deleted_at: null })
}
