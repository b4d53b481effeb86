import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { DraftFollowUps } from '#contract/draft'

import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ExampleUse } from './example-use.tsx'
import type { Example } from './gallery.ts'
import { SaveTemplate } from './template-form.tsx'
import { TemplateList } from './template-list.tsx'
import { TemplateUse } from './template-use.tsx'
import { TemplateVersions } from './template-versions.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type TemplateView =
  | { at: 'list' }
  | { at: 'save' }
  | { at: 'template'; id: string; version?: number }
  | { at: 'versions'; id: string }
  | { at: 'example'; example: Example }

type Props = {
  /** The bubbles of the draft, or null if a template cannot hold them. */
  composed: DraftFollowUps | null
  onUse: (followUps: DraftFollowUps) => void
  onClose: () => void
}

/** Saved templates and examples: find, fill and use one, or save the composed bubbles. */
export function TemplatesDialog({ composed, onUse, onClose }: Props) {
  const t = useTexts(templateTexts)
  const [view, setView] = useState<TemplateView>({ at: 'list' })
  const [tab, setTab] = useState<'saved' | 'gallery'>('saved')
  const [deleted, setDeleted] = useState<{ id: string; name: string } | null>(null)

  return (
    <Dialog title={view.at === 'save' ? t.saveTitle : t.title} onClose={onClose} wide>
      {view.at === 'list' ? (
        <TemplateList
          tab={tab}
          onTab={setTab}
          deleted={deleted}
          onRestored={() => setDeleted(null)}
          onSave={() => setView({ at: 'save' })}
          onTemplate={(id) => setView({ at: 'template', id })}
          onExample={(example) => setView({ at: 'example', example })}
        />
      ) : (
        // A new element for each view, so that its back button takes the focus.
        <div key={JSON.stringify(view)} className={styles.place}>
          <div className={styles.flush}>
            <Button
              variant="ghost"
              ref={focusView}
              icon={<ArrowLeft size={16} aria-hidden="true" />}
              onClick={() => setView({ at: 'list' })}
            >
              {t.back}
            </Button>
          </div>
          {view.at === 'save' ? (
            <SaveTemplate
              composed={composed}
              onSaved={(id) => {
                setTab('saved')
                setView({ at: 'template', id })
              }}
            />
          ) : null}
          {view.at === 'template' ? (
            <TemplateUse
              id={view.id}
              version={view.version}
              composed={composed}
              onUse={onUse}
              onVersions={() => setView({ at: 'versions', id: view.id })}
              onRemoved={(name) => {
                setDeleted({ id: view.id, name })
                setView({ at: 'list' })
              }}
            />
          ) : null}
          {view.at === 'versions' ? (
            <TemplateVersions
              id={view.id}
              onVersion={(version) => setView({ at: 'template', id: view.id, version })}
            />
          ) : null}
          {view.at === 'example' ? <ExampleUse example={view.example} onUse={onUse} /> : null}
        </div>
      )}
    </Dialog>
  )
}

/** Focuses the back button of a new view and scrolls to its top. */
function focusView(button: HTMLButtonElement | null): void {
  button?.focus()
  button?.closest('dialog')?.scrollTo({ top: 0 })
}
