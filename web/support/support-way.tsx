import type { Profile } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import { useEmulatorState } from '../queries/emulator.ts'
import { useDelivery } from '../queries/use-delivery.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { CheckStep } from './check-step.tsx'
import { NOTHING, type Step } from './journey.ts'
import { Outcome } from './outcome.tsx'
import type { Parts } from './parts.ts'
import { Steps } from './steps.tsx'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'
import { useJourney } from './use-journey.ts'
import { WhatStep } from './what-step.tsx'
import { WhoStep } from './who-step.tsx'

type Props = { profile: Profile; parts: Parts }

/** The way from “what” to “what happened”, with one profile. */
export function SupportWay({ profile, parts }: Props) {
  const t = useTexts(supportTexts)
  const { journey, change, step, go } = useJourney(profile.id)
  const { data: emulator } = useEmulatorState(profile)
  const by = useDelivery()
  const { delivery } = by
  const sending = delivery.status === 'sending'
  const ended = delivery.status === 'idle' || sending ? null : delivery
  const { offer, who } = journey

  const leave = (to: Step) => {
    by.reset()
    go(to)
  }
  if (ended && who) {
    return (
      <Outcome
        by={by}
        ended={ended}
        name={who.name ?? who.receive_id}
        onStep={leave}
        onNewMessage={() => {
          change({ under: null })
          leave('check')
        }}
        onStartAgain={() => {
          change(NOTHING)
          leave('what')
        }}
      />
    )
  }
  return (
    <>
      <Steps step={step} journey={journey} onStep={go} />
      {step === 'what' ? (
        <WhatStep parts={parts} journey={journey} onChange={change} onNext={() => go('who')} />
      ) : null}
      {step === 'who' ? (
        <WhoStep
          parts={parts}
          profile={profile}
          emulator={emulator}
          journey={journey}
          onChange={change}
          onBack={() => go('what')}
          onNext={() => go('check')}
        />
      ) : null}
      {step === 'check' && offer && who ? (
        <CheckStep
          parts={parts}
          profile={profile}
          offer={offer}
          who={who}
          journey={journey}
          sending={sending}
          onChange={change}
          onBack={() => go('who')}
          onSend={(order) => void by.send(order)}
        />
      ) : null}
      {sending ? (
        <div className={styles.wait}>
          <ProgressBar label={t.sending} />
        </div>
      ) : null}
    </>
  )
}
