import { type CallRecord, makeCall } from './call.ts'
import { type TokenDeps, unusable } from './fetch-token.ts'
import { APP_TICKET_RESEND_PATH } from './paths.ts'
import type { SecretProfile } from './secret-profile.ts'

/** The platform sends a ticket each hour anyway; asking again and again brings no other. */
const RESEND_MS = 5 * 60 * 1000

export type Resend =
  | { asked: true; record: CallRecord }
  /** Asked not long ago. */
  | { asked: false; wait_ms: number }

/**
 * Asks the platform to send a store app its ticket again, at most once in five minutes for each.
 * The ticket comes as an event to the app's own server, never as the answer.
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_ticket_resend
 */
export function createTicketResend({ upstream, clock }: TokenDeps) {
  const askedAt = new Map<string, number>()

  return {
    async ask({ id, base_url, app_id }: SecretProfile, app_secret: string): Promise<Resend> {
      const key = JSON.stringify([id, base_url, app_id])
      const wait_ms = (askedAt.get(key) ?? Number.NEGATIVE_INFINITY) + RESEND_MS - clock.monotonic()
      if (wait_ms > 0) return { asked: false, wait_ms }
      askedAt.set(key, clock.monotonic())
      const body = JSON.stringify({ app_id, app_secret })
      const url = base_url + APP_TICKET_RESEND_PATH
      const record = await makeCall(upstream, 'token', url, body)
      const { verdict } = record
      if (verdict.answered && verdict.code === 0) {
        return { asked: true, record: unusable(record, 'no_app_ticket', 'app_ticket/resend') }
      }
      // It did not take effect, so it may be asked again as soon as the cause is mended.
      askedAt.delete(key)
      return { asked: true, record }
    },
  }
}
