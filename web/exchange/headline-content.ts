import { CircleHelp, Hourglass, ShieldX } from 'lucide-react'
import type { Locale } from '#contract/locale'
import { exchangeStatus, STATUS_LOOKS } from '../exchange-view/exchange-status.ts'
import type { StatusLook } from '../exchange-view/strip.tsx'
import type { StartedCall } from './call-state.ts'
import { type CallStatus, callStatus, headlineText } from './headline-text.ts'

const LOOKS: Record<CallStatus, StatusLook> = {
  sending: { icon: Hourglass, tone: 'info' },
  console_refused: { icon: ShieldX, tone: 'warn' },
  in_flight: { icon: Hourglass, tone: 'warn' },
  console_broke: { icon: CircleHelp, tone: 'unsure' },
  cancelled: { icon: CircleHelp, tone: 'unsure' },
  lost: { icon: CircleHelp, tone: 'unsure' },
}

/** The headline of a call: icon, tone and text. */
export function headlineContent(
  call: StartedCall,
  locale: Locale,
): { look: StatusLook; title: string } {
  const look =
    call.status === 'exchange'
      ? STATUS_LOOKS[exchangeStatus(call.exchange)]
      : LOOKS[callStatus(call)]
  return { look, title: headlineText(call, locale) }
}
