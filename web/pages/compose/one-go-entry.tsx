import { Layers } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Draft } from '#contract/draft'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import { composedFollowUps } from '../../composer/composition.ts'
import { useComposition } from '../../composer/composition-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import type { Editor } from '../../one-go/message-content.tsx'
import { readNewMessageDraft } from '../../target/new-message-draft.ts'
import { Button } from '../../ui/button/button.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'

const OneGoDialog = lazyComponent(() => import('../../one-go/one-go-dialog.tsx'), 'OneGoDialog')
const JsonEditor = lazyComponent(() => import('../../composer/json-editor.tsx'), 'JsonEditor')

const texts = defineTexts({
  en: { open: 'Message and bubbles in one go…' },
  zh: { open: '消息与气泡一次发送…' },
})

const NONE: [] = []
const editor: Editor = (props) => <JsonEditor issues={NONE} {...props} />

type Props = {
  profile: Profile
  emulator: EmulatorState | undefined
  onUse: (messageId: string) => void
}

/** Opens the dialog that sends a new message with the composed bubbles. */
export function OneGoEntry({ profile, emulator, onUse }: Props) {
  const t = useTexts(texts)
  const { draft } = useComposition()
  const [open, setOpen] = useState<Draft | null>(null)
  return (
    <>
      <div>
        <Button
          aria-haspopup="dialog"
          data-command="one-go"
          icon={<Layers size={16} aria-hidden="true" />}
          onClick={() => setOpen(draft())}
        >
          {t.open}
        </Button>
      </div>
      <Suspense>
        {open ? (
          <OneGoDialog
            profile={profile}
            emulator={emulator}
            address={readNewMessageDraft(profile.id)}
            followUps={composedFollowUps(open)}
            editor={editor}
            onUse={(messageId) => {
              setOpen(null)
              onUse(messageId)
            }}
            onClose={() => setOpen(null)}
          />
        ) : null}
      </Suspense>
    </>
  )
}
