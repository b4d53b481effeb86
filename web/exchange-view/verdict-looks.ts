import {
  CircleCheck,
  CircleHelp,
  CircleX,
  Hourglass,
  KeyRound,
  type LucideIcon,
  Unplug,
} from 'lucide-react'
import type { Tone } from '../ui/callout.tsx'
import type { Verdict } from './verdict.ts'

/** The icon and the colour of each verdict, the same wherever it is shown. */
export const VERDICT_LOOKS: Record<Verdict, { icon: LucideIcon; tone: Tone }> = {
  running: { icon: Hourglass, tone: 'info' },
  done: { icon: CircleCheck, tone: 'good' },
  refused: { icon: CircleX, tone: 'bad' },
  token_refused: { icon: KeyRound, tone: 'bad' },
  not_sent: { icon: Unplug, tone: 'warn' },
  unknown: { icon: CircleHelp, tone: 'unsure' },
}
