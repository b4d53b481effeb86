import { type FollowUp, pushFollowUpBodySchema } from '#contract/follow-ups'
import { judge } from '#contract/judge'
import { readText } from './read-file.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** The console’s own limit for a body, in bytes. */
const BODY_MAX = 64 * 1024

/**
 * The body in a file as it would be sent: `{"follow_ups": […]}`, or a bare list of bubbles.
 * @throws {UsageError} where it is no JSON or no object
 */
export async function readBody(file: string, terminal: Terminal): Promise<object> {
  const text = await readText(file, BODY_MAX, terminal)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UsageError({ en: `${file}: is not JSON.`, zh: `${file}：不是 JSON。` })
  }
  if (Array.isArray(value)) return { follow_ups: value }
  if (typeof value === 'object' && value !== null) return value
  throw new UsageError({
    en: `${file}: expected {"follow_ups": […]} or a list of bubbles.`,
    zh: `${file}：应为 {"follow_ups": […]} 或气泡数组。`,
  })
}

/**
 * The same, judged as strictly as the platform documents it.
 * @throws {UsageError} with a path for each fault
 */
export async function readFollowUps(
  file: string,
  terminal: Terminal,
): Promise<{ follow_ups: FollowUp[] }> {
  const body = await readBody(file, terminal)
  const judgement = judge(pushFollowUpBodySchema, body, terminal.locale)
  if (judgement.ok) return judgement.value
  throw new UsageError(
    { en: `${file}: the platform would refuse this.`, zh: `${file}：平台会拒绝这样的内容。` },
    judgement.issues,
  )
}
