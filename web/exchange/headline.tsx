import {
  CircleCheck,
  CircleHelp,
  CircleX,
  Hourglass,
  KeyRound,
  type LucideIcon,
  MessageSquareDashed,
  ShieldX,
  Unplug,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useLocale } from '../i18n/locale-context.tsx'
import type { Tone } from '../ui/callout.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import tones from '../ui/tone.module.css'
import { ANSWER_HEADLINE_ID, type Answer } from './answer.ts'
import { Facts } from './facts.tsx'
import styles from './headline.module.css'
import { headlineText } from './headline-text.ts'
import { type Standing, standingOf } from './verdict.ts'

type Look = { icon: LucideIcon; tone: Tone | 'quiet' }

const LOOKS: Record<Standing, Look> = {
  idle: { icon: MessageSquareDashed, tone: 'quiet' },
  sending: { icon: Hourglass, tone: 'info' },
  done: { icon: CircleCheck, tone: 'good' },
  refused: { icon: CircleX, tone: 'bad' },
  token_refused: { icon: KeyRound, tone: 'bad' },
  not_sent: { icon: Unplug, tone: 'warn' },
  unknown: { icon: CircleHelp, tone: 'unsure' },
  console_refused: { icon: ShieldX, tone: 'warn' },
  in_flight: { icon: Hourglass, tone: 'warn' },
  console_broke: { icon: CircleHelp, tone: 'unsure' },
  cancelled: { icon: CircleHelp, tone: 'unsure' },
  lost: { icon: CircleHelp, tone: 'unsure' },
}

/** The verdict in words, icon and colour; for an exchange with the platform's own words and figures. */
export function Headline({ answer, children }: { answer: Answer; children?: ReactNode }) {
  const { locale } = useLocale()
  const { icon: Icon, tone } = LOOKS[standingOf(answer)]
  const exchange = answer.status === 'exchange' ? answer.exchange : null
  return (
    <div className={`${styles.strip} ${tone === 'quiet' ? styles.quiet : tones[tone]}`}>
      <span className={styles.icon}>
        <Icon size={22} aria-hidden="true" />
      </span>
      <h3 id={ANSWER_HEADLINE_ID} tabIndex={-1} className={styles.words}>
        {headlineText(answer, locale)}
      </h3>
      {children ? <p className={styles.sentence}>{children}</p> : null}
      {exchange?.msg ? (
        <p className={styles.msg} lang="en">
          <ExactText>{exchange.msg}</ExactText>
        </p>
      ) : null}
      {exchange ? <Facts exchange={exchange} /> : null}
    </div>
  )
}
