import type { FollowUp } from '#contract/follow-ups'
import type { Language } from '#contract/languages'
import type { Assumptions } from './assumptions.ts'
import type { Message, State } from './state.ts'

/**
 * Whether the reader still sees the bubbles of a message: it stands, and nothing that removes them
 * has been said in its chat since. What came and was recalled has removed them all the same.
 */
export function showsBubbles(
  { chats, messages }: State,
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

/** A bubble as a person reads it who has set their client to a language. */
export function readBubble(
  { content, i18n_contents = [] }: FollowUp,
  language: Language,
  assumptions: Assumptions,
): string {
  const rows =
    assumptions.duplicate_language === 'last_wins' ? i18n_contents.toReversed() : i18n_contents
  const find = (wanted: Language) => rows.find((row) => row.language === wanted)?.content
  const own = find(language)
  if (own !== undefined) return own
  switch (assumptions.fallback_language) {
    case 'content':
      return content
    case 'english_first':
      return find('en_us') ?? content
    case 'first_row':
      return i18n_contents[0]?.content ?? content
  }
}
