import { messageAnswerSchema } from '#contract/emulator-control'
import type { ControlChannel } from '../feishu/control-channel.ts'
import { readUpTo } from '../http/read-up-to.ts'

const DEADLINE_MS = 3_000
const ANSWER_LIMIT = 1024 * 1024

/**
 * Whether a message has been given bubbles, by the emulator's own word; `null` where it gave none.
 * The platform has no call that tells this.
 */
export async function emulatorShowsFollowUps(
  control: ControlChannel,
  base_url: string,
  message_id: string,
): Promise<boolean | null> {
  const answer = await control.open({
    method: 'GET',
    url: new URL(`/_emulator/messages/${encodeURIComponent(message_id)}`, base_url),
    body: null,
    idleMs: DEADLINE_MS,
    deadlineMs: DEADLINE_MS,
  })
  const bytes = answer && (await readUpTo(ANSWER_LIMIT, answer.body))
  if (!bytes || answer.http_status !== 200) return null
  try {
    const told = messageAnswerSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return told.success ? told.data.message.follow_ups.length > 0 : null
  } catch {
    return null
  }
}
