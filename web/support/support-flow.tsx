import { Check } from 'lucide-react'
import type { Profile } from '#contract/profile'
import { useEmulatorState } from '../api-client/emulator.ts'
import { useDelivery } from '../api-client/use-delivery.ts'
import { useTexts } from '../i18n/texts.ts'
import { ProgressBar } from '../ui/progress.tsx'
import { CheckStep } from './check-step.tsx'
import {
  EMPTY_FLOW,
  type FlowState,
  type FlowStep,
  reachableStep,
  STEPS,
  type SupportDependencies,
  useFlow,
} from './flow.ts'
import { Outcome } from './outcome.tsx'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'
import { WhatStep } from './what-step.tsx'
import { WhoStep } from './who-step.tsx'

type Props = { profile: Profile; deps: SupportDependencies }

/** The three steps and the outcome, for one profile. */
export function SupportFlow({ profile, deps }: Props) {
  const t = useTexts(supportTexts)
  const { flow, change, step, go } = useFlow(profile.id)
  const { data: emulator } = useEmulatorState(profile)
  const by = useDelivery()
  const { delivery } = by
  const sending = delivery.status === 'sending'
  const ended = delivery.status === 'idle' || sending ? null : delivery
  const { offer, who } = flow

  const leave = (to: FlowStep) => {
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
          change(EMPTY_FLOW)
          leave('what')
        }}
      />
    )
  }
  return (
    <>
      <Steps step={step} flow={flow} onStep={go} />
      {step === 'what' ? (
        <WhatStep deps={deps} flow={flow} onChange={change} onNext={() => go('who')} />
      ) : null}
      {step === 'who' ? (
        <WhoStep
          deps={deps}
          profile={profile}
          emulator={emulator}
          flow={flow}
          onChange={change}
          onBack={() => go('what')}
          onNext={() => go('check')}
        />
      ) : null}
      {step === 'check' && offer && who ? (
        <CheckStep
          deps={deps}
          profile={profile}
          offer={offer}
          who={who}
          flow={flow}
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

type StepsProps = { step: FlowStep; flow: FlowState; onStep: (step: FlowStep) => void }

/** The current step, with links to every step that can be reached. */
function Steps({ step, flow, onStep }: StepsProps) {
  const t = useTexts(supportTexts)
  return (
    <nav aria-label={t.steps}>
      <ol className={styles.steps}>
        {STEPS.map((one, index) => {
          const done = STEPS.indexOf(step) > index
          return (
            <li key={one} className={styles.item}>
              <button
                type="button"
                className={styles.stepLink}
                aria-current={one === step ? 'step' : undefined}
                disabled={reachableStep(one, flow) !== one}
                onClick={() => onStep(one)}
              >
                <span className={styles.number} aria-hidden="true">
                  {done ? <Check size={14} /> : index + 1}
                </span>
                <span className="visually-hidden">{t.step(index + 1, STEPS.length)}: </span>
                {t.stepNames[one]}
                {done ? <span className="visually-hidden"> ({t.stepDone})</span> : null}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
