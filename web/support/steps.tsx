import { Check } from 'lucide-react'
import { useTexts } from '../i18n/texts.ts'
import { type Journey, STEPS, type Step, stepOf } from './journey.ts'
import styles from './steps.module.css'
import { supportTexts } from './texts.ts'

type Props = { step: Step; journey: Journey; onStep: (step: Step) => void }

/** Where one is, and a way to every step that can be reached. */
export function Steps({ step, journey, onStep }: Props) {
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
                className={styles.step}
                aria-current={one === step ? 'step' : undefined}
                disabled={stepOf(one, journey) !== one}
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
