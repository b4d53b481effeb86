import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { FollowUps } from '#contract/template'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ExampleUse } from './example-use.tsx'
import type { Example } from './gallery.ts'
import { SaveTemplate } from './save-template.tsx'
import { TemplateList } from './template-list.tsx'
import { TemplateUse } from './template-use.tsx'
import { TemplateVersions } from './template-versions.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Place =
  | { at: 'list' }
  | { at: 'save' }
  | { at: 'template'; id: string; version?: number }
  | { at: 'versions'; id: string }
  | { at: 'example'; example: Example }

type Props = {
  /** What is composed now; `null` where it is more than a template holds. */
  composed: FollowUps | null
  onUse: (followUps: FollowUps) => void
  onClose: () => void
}

/** Saved prompts and examples: find one, fill it, use it; save what is composed. */
export function TemplatesDialog({ composed, onUse, onClose }: Props) {
  const t = useTexts(templateTexts)
  const [place, setPlace] = useState<Place>({ at: 'list' })
  const [tab, setTab] = useState<'saved' | 'gallery'>('saved')
  const [deleted, setDeleted] = useState<{ id: string; name: string } | null>(null)

  return (
    <Dialog title={place.at === 'save' ? t.saveTitle : t.title} onClose={onClose} wide>
      {place.at === 'list' ? (
        <TemplateList
          tab={tab}
          onTab={setTab}
          deleted={deleted}
          onRestored={() => setDeleted(null)}
          onSave={() => setPlace({ at: 'save' })}
          onTemplate={(id) => setPlace({ at: 'template', id })}
          onExample={(example) => setPlace({ at: 'example', example })}
        />
      ) : (
        // A new place is a new element, which takes the focus that went with the old one.
        <div key={JSON.stringify(place)} className={styles.place}>
          <div>
            <Button
              variant="ghost"
              ref={arrive}
              icon={<ArrowLeft size={16} aria-hidden="true" />}
              onClick={() => setPlace({ at: 'list' })}
            >
              {t.back}
            </Button>
          </div>
          {place.at === 'save' ? (
            <SaveTemplate
              composed={composed}
              onSaved={(id) => {
                setTab('saved')
                setPlace({ at: 'template', id })
              }}
            />
          ) : null}
          {place.at === 'template' ? (
            <TemplateUse
              id={place.id}
              version={place.version}
              composed={composed}
              onUse={onUse}
              onVersions={() => setPlace({ at: 'versions', id: place.id })}
              onRemoved={(name) => {
                setDeleted({ id: place.id, name })
                setPlace({ at: 'list' })
              }}
            />
          ) : null}
          {place.at === 'versions' ? (
            <TemplateVersions
              id={place.id}
              onVersion={(version) => setPlace({ at: 'template', id: place.id, version })}
            />
          ) : null}
          {place.at === 'example' ? <ExampleUse example={place.example} onUse={onUse} /> : null}
        </div>
      )}
    </Dialog>
  )
}

/** Takes the focus to the beginning of a place, which is read from its top. */
function arrive(button: HTMLButtonElement | null): void {
  button?.focus()
  button?.closest('dialog')?.scrollTo({ top: 0 })
}
