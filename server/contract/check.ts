import * as z from 'zod/mini'

/** How a check went; `not_checked` where nothing could be learned, which is neither good nor bad. */
export const CHECK_STATUSES = ['pass', 'fail', 'not_checked'] as const
export type CheckStatus = (typeof CHECK_STATUSES)[number]

/** What every check says, whatever it looks at; the texts are in the language of the request. */
export const checkFields = {
  status: z.enum(CHECK_STATUSES),
  /** What was seen. */
  detail: z.string(),
  /** What to do about it; empty where there is nothing to do. */
  advice: z.string(),
  /** Pages of the platform where it is done; only its own hosts, or the emulator's. */
  links: z.array(z.string()),
}
