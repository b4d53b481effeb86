import type * as z from 'zod/mini'
import { lookUpErrorCode } from '#contract/catalogue'
import { FAILURES } from '#contract/failures'
import type { Bilingual, Locale } from '#contract/locale'
import type { ticketResendSchema } from '#contract/profile-change'
import type { Resend } from '../feishu/app-ticket.ts'

const RESENT: Bilingual = {
  zh: '平台已答应重新推送。app_ticket 会发到应用自己的事件地址，收到后填到这里。',
  en: 'The platform will send it again, to the app’s own event address: enter here what arrives there.',
}
const ASKED_LATELY: Bilingual = {
  zh: '刚刚请求过。平台不会因为反复请求而更快推送，请稍后再试。',
  en: 'It was asked for a moment ago. Asking again brings it no sooner: wait a little.',
}
const REFUSED: Bilingual = {
  zh: '平台拒绝了请求。请检查 App ID 和 App Secret。',
  en: 'The platform refused. Check the App ID and the App Secret.',
}

/** Says what came of asking for an app_ticket; never quotes what the platform answered. */
export function explainResend(resend: Resend, locale: Locale): z.infer<typeof ticketResendSchema> {
  if (!resend.asked) {
    const wait_s = Math.ceil(resend.wait_ms / 1000)
    return { resent: false, code: null, detail: ASKED_LATELY[locale], wait_s }
  }
  const { verdict } = resend.record
  if (verdict.answered) {
    const known = lookUpErrorCode('app_ticket', verdict.code)
    const detail = known ? `${known.meaning[locale]} ${known.advice[locale]}` : REFUSED[locale]
    return { resent: false, code: verdict.code, detail, wait_s: 0 }
  }
  if (verdict.kind === 'no_app_ticket') {
    return { resent: true, code: 0, detail: RESENT[locale], wait_s: RESEND_S }
  }
  const { meaning, advice } = FAILURES[verdict.kind]
  return { resent: false, code: null, detail: `${meaning[locale]} ${advice[locale]}`, wait_s: 0 }
}

const RESEND_S = 300
