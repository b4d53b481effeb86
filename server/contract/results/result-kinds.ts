/**
 * What became of the bubbles of a push that landed. Each such push has exactly one, so their numbers
 * always add up to the number of those pushes.
 */
export const RESULT_KINDS = [
  /** Nothing is known yet, and the chat is being watched. */
  'waiting',
  /** The user sent a text that equals a bubble. A typed text looks the same on the platform. */
  'clicked',
  /** The user sent something else. */
  'wrote',
  /** A newer message of the bot, or of anyone but the user, came first. */
  'superseded',
  /** The message with the bubbles was taken back. */
  'recalled',
  /** Nothing happened within 600 s of watching. A later click still changes it. */
  'untouched',
  /** It was not, or could not be, watched: see `why`. */
  'unknown',
] as const
export type ResultKind = (typeof RESULT_KINDS)[number]

/** How it was observed; `console`: from a later request of this console. */
export const RESULT_SOURCES = ['poll', 'webhook', 'long_connection', 'stdin', 'console'] as const
export type ResultSource = (typeof RESULT_SOURCES)[number]

export const RESULT_CERTAINTIES = ['certain', 'likely', 'unknown'] as const
export type ResultCertainty = (typeof RESULT_CERTAINTIES)[number]

/** Why something is not known. */
export const RESULT_REASONS = [
  /** No one looked at the chat: watching is off, or the push is older than watching. */
  'not_watched',
  /** The app lacks a scope to read its chats, such as `im:message:readonly`. */
  'no_scope',
  /** Which chat the message is in could not be found out. */
  'chat_unknown',
  /** The platform rejected reading the chat, or its response could not be used. */
  'chat_unreadable',
  /** No usable token to read the chat with, or the app was changed or removed. */
  'no_access',
  'rate_limited',
  /** The console stopped, and lost the pasted token that it watched with. */
  'console_stopped',
  /** The user's message was taken back before it was read. */
  'message_recalled',
  /** Only with `clicked`: several bubbles have this text, so which one is unknown. */
  'ambiguous',
  /** Another request put its bubbles under the same message: the result is counted there. */
  'counted_elsewhere',
] as const
export type ResultReason = (typeof RESULT_REASONS)[number]

/** What the user's language was taken from. */
export const LANGUAGE_SOURCES = [
  /** The client's own setting, reported with an event. */
  'client',
  /** The clicked text, which only one language has. */
  'text',
  /** What is known of the recipient. */
  'recipient',
] as const

/** The result of a push that has just landed. */
export const WAITING = { kind: 'waiting', certainty: 'unknown' } as const
