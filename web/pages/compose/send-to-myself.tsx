import { SquareUser } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import { useComposition } from '../../composer/composition-context.tsx'
import { useProductionQuestion } from '../../features/profile/profile-badge.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { testRecipientOf } from '../../target/test-recipient.ts'
import { HoldButton } from '../../ui/button/hold-button.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import type { TestSend } from './send-to-myself-dialog.tsx'

const SendToMyselfDialog = lazyComponent(
  () => import('./send-to-myself-dialog.tsx'),
  'SendToMyselfDialog',
)

const texts = defineTexts({
  en: { send: 'Send to myself' },
  zh: { send: '发给自己' },
})

type Props = {
  profile: Profile
  emulator: EmulatorState | undefined
  onUse: (messageId: string) => void
}

/** Sends a short message with the composed bubbles to the profile's test recipient. */
export function SendToMyself({ profile, emulator, onUse }: Props) {
  const t = useTexts(texts)
  const { draft } = useComposition()
  const question = useProductionQuestion(profile)
  const [press, setPress] = useState<TestSend | null>(null)
  const [open, setOpen] = useState(false)
  const recipient = testRecipientOf(profile, emulator)
  return (
    <>
      <HoldButton
        aria-haspopup="dialog"
        icon={<SquareUser size={16} aria-hidden="true" />}
        question={recipient ? question : null}
        onPress={() => {
          setPress({ to: recipient, draft: draft() })
          setOpen(true)
        }}
      >
        {t.send}
      </HoldButton>
      <Suspense>
        {press ? (
          // Stays mounted after closing, so that a pending delivery is not sent again.
          <SendToMyselfDialog
            title={t.send}
            profile={profile}
            emulator={emulator}
            press={press}
            open={open}
            question={question}
            onUse={(messageId) => {
              setOpen(false)
              onUse(messageId)
            }}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </Suspense>
    </>
  )
}
