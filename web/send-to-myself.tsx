import { SquareUser } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Draft } from '#contract/draft'
import type { EmulatorState } from '#contract/emulator-state'
import { findFlaws } from '#contract/follow-up-flaws'
import type { Profile } from '#contract/profile'
import { composedFollowUps } from './composer/composed-follow-ups.ts'
import { useComposition } from './composer/composition-context.tsx'
import { defineTexts, useTexts } from './i18n/texts.ts'
import { useDelivery } from './queries/use-delivery.ts'
import { type TestRecipient, testRecipientOf } from './target/test-recipient.ts'
import { HoldButton } from './ui/hold-button.tsx'
import { useProductionQuestion } from './ui/use-production-question.tsx'

const SendToMyselfDialog = lazy(async () => ({
  default: (await import('./send-to-myself-dialog.tsx')).SendToMyselfDialog,
}))

const texts = defineTexts({
  en: { send: 'Send to myself', message: 'A test of these bubbles:' },
  zh: { send: '发给自己', message: '测试以下气泡：' },
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
  const by = useDelivery()
  const question = useProductionQuestion(profile)
  const [open, setOpen] = useState<Draft | null>(null)
  const recipient = testRecipientOf(profile, emulator)

  const send = (to: TestRecipient | null) => {
    const composed = draft()
    const follow_ups = composedFollowUps(composed)
    if (by.delivery.status !== 'sending') by.reset()
    if (to && follow_ups && findFlaws(follow_ups).length === 0) {
      void by.send({
        profile: profile.id,
        message: { ...to, text: t.message },
        follow_ups,
        sendAnyway: false,
      })
    }
    setOpen(composed)
  }

  return (
    <>
      <HoldButton
        aria-haspopup="dialog"
        icon={<SquareUser size={16} aria-hidden="true" />}
        question={recipient ? question : null}
        onPress={() => send(recipient)}
      >
        {t.send}
      </HoldButton>
      <Suspense>
        {open ? (
          <SendToMyselfDialog
            title={t.send}
            profile={profile}
            emulator={emulator}
            recipient={recipient}
            followUps={composedFollowUps(open)}
            question={question}
            by={by}
            onSend={send}
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
