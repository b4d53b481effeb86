import * as z from 'zod/mini'
import type { ReadingCall } from './read-call.ts'

export type BotInfo = { app_name: string; activate_status: number; open_id: string | null }

const answerSchema = z.object({
  bot: z.object({
    activate_status: z.int(),
    app_name: z.catch(z.optional(z.string()), undefined),
    open_id: z.catch(z.optional(z.string()), undefined),
  }),
})

/**
 * The bot of the app and whether it is in use; needs no scope. The answer has no `data`.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM
 */
export function botInfo(): ReadingCall<BotInfo> {
  return {
    name: 'bot_info',
    endpoint: 'any',
    path: '/open-apis/bot/v3/info',
    parse(answer) {
      const parsed = answerSchema.safeParse(answer)
      if (!parsed.success) return null
      const { activate_status, app_name, open_id } = parsed.data.bot
      return { activate_status, app_name: app_name ?? '', open_id: open_id || null }
    },
  }
}
