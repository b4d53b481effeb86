import { SquareUser } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { EmulatorState } from '#contract/emulator-state'
import type { Profile } from '#contract/profile'
import { useComposition } from './composer/composition-context.tsx'
import { defineTexts, useTexts } from './i18n/texts.ts'
import type { Press } from './send-to-myself-dialog.tsx'
import { testRecipientOf } from './target/test-recipient.ts'
import { HoldButton } from './ui/hold-button.tsx'
import { useProductionQuestion } from './ui/use-production-question.tsx'

const SendToMyselfDialog = lazy(async () => ({
  default: (await import('./send-to-myself-dialog.tsx')).SendToMyselfDialog,
}))

const texts = defineTexts({
  en: { send: 'Send to myself' },
  zh: { send: '发给自己' },
})

type Props = {
  profile: Profile
  emulator: EmulatorState | undefined
  onUse: (messageId: string) => void
}

/** One press: a short message and the composed bubbles, to the profile's test recipient. */
export function SendToMyself({ profile, emulator, onUse }: Props) {
  const t = useTexts(texts)
  const { draft } = useComposition()
  const question = useProductionQuestion(profile)
  const [press, setPress] = useState<Press | null>(null)
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
          // It stays after it was closed: what is on its way must not be sent again.
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
