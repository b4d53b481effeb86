import type { Read, Unread } from './read-call.ts'

/**
 * The platform refuses these before it looks at the call, whichever it is: the token, the app behind
 * it, the address it comes from.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN
 */
const REFUSED_AT_THE_DOOR = [
  20013, 99991401, 99991403, 99991543, 99991661, 99991662, 99991663, 99991664, 99991665, 99991668,
  99991671, 99991673, 99991676,
]

/** The message calls and the bot's own call each have their word for an app without a bot. */
const NO_BOT = [11205, 11240, 230006, 232025]

export type Refusal = Extract<Unread, { why: 'refused' }>

/** The platform's refusal of a call; `null` where it was answered, or not answered at all. */
export function refusalOf(read: Read<unknown> | null): Refusal | null {
  return read && !read.ok && read.unread.why === 'refused' ? read.unread : null
}

/** The first refusal that any other call would meet too: of the token or the app. */
export function refusalAtTheDoor(reads: readonly (Read<unknown> | null)[]): Refusal | null {
  const refusals = reads.map(refusalOf).filter((refusal) => refusal !== null)
  return (
    refusals.find(({ stage, code }) => stage === 'token' || REFUSED_AT_THE_DOOR.includes(code)) ??
    null
  )
}

/** Whether a reading call of messages, chats or the bot was refused because the app has no bot. */
export function refusedWithoutBot(read: Read<unknown> | null): boolean {
  return NO_BOT.includes(refusalOf(read)?.code ?? 0)
}
