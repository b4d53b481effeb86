import type { FollowUp } from '#contract/follow-ups'
import type { Language } from '#contract/languages'
import type { Assumptions } from '../assumptions/assumptions.ts'
import type { Message, TenantState, User } from './state.ts'

/**
 * Returns whether the user still sees the bubbles of a message: it is not recalled and has no newer
 * message that removes them. A newer message removes them even if it was recalled since.
 */
export function showsBubbles(
  { chats, messages }: TenantState,
  message: Message,
  assumptions: Assumptions,
): boolean {
  if (message.follow_ups.length === 0 || message.deleted) return false
  if (message.bubbles_edited && assumptions.edit_removes_bubbles === 'yes') return false
  const ids = chats.get(message.chat_id)?.message_ids ?? []
  for (let index = ids.length - 1; index >= 0 && ids[index] !== message.message_id; index -= 1) {
    const newer = messages.get(ids[index] ?? '')
    if (newer && removesBubbles(newer, assumptions)) return false
  }
  return true
}

function removesBubbles({ sender, msg_type }: Message, assumptions: Assumptions): boolean {
  if (msg_type === 'system' && assumptions.system_message_counts === 'no') return false
  return sender.sender_type === 'user' || assumptions.bot_message_removes_bubbles === 'yes'
}

/** Returns the text of a bubble in a client of the given language. */
export function bubbleText(
  { content, i18n_contents = [] }: FollowUp,
  language: Language,
  assumptions: Assumptions,
): string {
  const rows =
    assumptions.duplicate_language === 'last_wins' ? i18n_contents.toReversed() : i18n_contents
  const find = (wanted: Language) => rows.find((row) => row.language === wanted)?.content
  const translated = find(language)
  if (translated !== undefined) return translated
  switch (assumptions.fallback_language) {
    case 'content':
      return content
    case 'english_first':
      return find('en_us') ?? content
    case 'first_row':
      return i18n_contents[0]?.content ?? content
  }
}

/** The first version of the client that shows bubbles, and the first that reports an opened chat. */
const SHOWS_BUBBLES = [7, 20] as const
const REPORTS_ENTERING = [7, 18] as const

/** Returns whether a user's client shows bubbles. */
export function clientShowsBubbles({ client_version }: Pick<User, 'client_version'>): boolean {
  return isAtLeast(client_version, SHOWS_BUBBLES)
}

/** Returns whether a user's client reports that a chat was opened. */
export function clientReportsEntering({ client_version }: Pick<User, 'client_version'>): boolean {
  return isAtLeast(client_version, REPORTS_ENTERING)
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [given = 0, then = 0] = version.split('.').map(Number)
  return given > major || (given === major && then >= minor)
}
