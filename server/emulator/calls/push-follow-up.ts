import { LIMITS } from '#contract/limits'
import type { Assumptions } from '../assumptions/assumptions.ts'
import type { App, Chat, Message, TenantState } from '../tenant/state.ts'
import { unknownMessageError } from './message.ts'
import { type AppOperation, failure, type PlatformError, success } from './operation.ts'
import {
  hasAllowedCounts,
  hasAllowedTexts,
  hasValidFields,
  isReadable,
  type PushBody,
  parsePushBody,
} from './push-body.ts'

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up */
export const pushFollowUp: AppOperation = {
  name: 'push_follow_up',
  method: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/push_follow_up',
  endpoint: 'push_follow_up',
  access: ['im:message', 'im:message:send_as_bot'],
  botAbilityOff: 'assumed',
  codes: [9499, 99992402, 99992354, 230001, 230002, 230003, 230004, 230005, 230006, 230007, 230008],
  handle({ world: { state, assumptions, clock }, app, params, body }) {
    const { message_id = '' } = params
    const pushBody = parsePushBody(body)
    const error = checkPush({ state, app, message_id, body: pushBody, now: clock(), assumptions })
    if (error) return failure(error)
    const message = state.messages.get(message_id)
    if (message) message.follow_ups = pushBody.follow_ups
    return success()
  },
}

/** Everything that decides whether a message can take bubbles. */
export type PushAttempt = {
  state: TenantState
  app: App
  message_id: string
  body: PushBody
  /** Milliseconds since 1970. */
  now: number
  assumptions: Assumptions
}

type PushTarget = { message: Message; chat: Chat }

/** `target` is looked up once for all rules; null if there is no such message. */
type PushRule = (push: PushAttempt & { target: PushTarget | null }) => PlatformError | null

const exists: PushRule = (push) => {
  if (push.target) return null
  return targetError(push, push.assumptions.unknown_message)
}

const isVisible = onTarget(230004, ({ chat }, { app }) => chat.app_ids.includes(app.app_id))

const isOneToOne = onTarget(230003, ({ chat }) => chat.chat_mode === 'p2p')

const isNotExternal = onTarget(
  ({ external_user }) => Number(external_user),
  ({ chat }, { state, assumptions }) =>
    assumptions.external_user === 'allowed' ||
    !chat.open_ids.some((open_id) => state.users.get(open_id)?.external),
)

const isNotRecalled: PushRule = (push) => {
  if (!push.target?.message.deleted) return null
  return targetError(push, push.assumptions.recalled_message)
}

const isFromBot = onTarget(
  ({ users_own_message }) => Number(users_own_message),
  ({ message }, { app }) => message.sender.id === app.app_id,
)

const isForAvailableUser = onTarget(
  230005,
  ({ chat }, { app }) => !chat.open_ids.some((open_id) => app.unavailable_to.includes(open_id)),
)

const isOfAllowedType = onTarget(
  230001,
  ({ message: { msg_type } }, { assumptions }) =>
    assumptions.message_types === 'any' || TEXT_POST_CARD.includes(msg_type),
)

const TEXT_POST_CARD = ['text', 'post', 'interactive']

const isLatest = onTarget(
  230006,
  ({ chat, message }, { state, assumptions }) =>
    latestMessageId(state, chat, assumptions) === message.message_id,
)

const isYoung = onTarget(230002, ({ message }, { now, assumptions }) => {
  const age = now - message.create_time_ms
  const limit = LIMITS.messageAgeSeconds * 1000
  return age < limit || (age === limit && assumptions.age_boundary === 'allowed')
})

const hasNoBubbles = onTarget(230008, ({ message }) => message.follow_ups.length === 0)

const BODY_RULES = [isReadable, hasValidFields, hasAllowedCounts]
const TARGET_RULES = [
  exists,
  isVisible,
  isOneToOne,
  isNotExternal,
  isFromBot,
  isOfAllowedType,
  isForAvailableUser,
  isNotRecalled,
]
const STATE_RULES = [...TARGET_RULES, isLatest, isYoung, hasNoBubbles]

const ORDERS: Record<Assumptions['order_of_checks'], readonly PushRule[]> = {
  state_first: [...BODY_RULES, ...STATE_RULES, hasAllowedTexts],
  content_first: [...BODY_RULES, hasAllowedTexts, ...STATE_RULES],
  message_before_fields: [
    isReadable,
    ...STATE_RULES,
    hasValidFields,
    hasAllowedCounts,
    hasAllowedTexts,
  ],
  age_before_latest: [
    ...BODY_RULES,
    ...TARGET_RULES,
    isYoung,
    isLatest,
    hasNoBubbles,
    hasAllowedTexts,
  ],
}

/**
 * Returns the error of the first broken rule, or null if the bubbles can be added. It does not change
 * the state.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export function checkPush(push: PushAttempt): PlatformError | null {
  const attempt = { ...push, target: findTarget(push) }
  for (const rule of ORDERS[push.assumptions.order_of_checks]) {
    const error = rule(attempt)
    if (error) return error
  }
  return null
}

/** Returns the error for the message itself, which may be treated as an unknown one. */
function targetError({ message_id }: PushAttempt, code: string): PlatformError {
  return code === '99992354' ? unknownMessageError(message_id) : { code: Number(code) }
}

/** Makes a rule about the message and its chat; if there is none, only `exists` is broken. */
function onTarget(
  code: number | ((assumptions: Assumptions) => number),
  holds: (target: PushTarget, push: PushAttempt) => boolean,
): PushRule {
  return (push) => {
    const { target } = push
    if (!target || holds(target, push)) return null
    return { code: typeof code === 'number' ? code : code(push.assumptions) }
  }
}

function findTarget({ state, message_id }: PushAttempt): PushTarget | null {
  const message = state.messages.get(message_id)
  const chat = message && state.chats.get(message.chat_id)
  return chat ? { message, chat } : null
}

/** Returns the message_id of what Feishu calls the latest message of a chat. */
function latestMessageId(
  state: TenantState,
  chat: Chat,
  assumptions: Assumptions,
): string | undefined {
  const counting = (id: string) => {
    const message = state.messages.get(id)
    return message !== undefined && counts(message, assumptions)
  }
  const { edited_id } = chat
  if (assumptions.edited_is_latest === 'yes' && edited_id && counting(edited_id)) return edited_id
  return chat.message_ids.findLast(counting)
}

function counts({ deleted, msg_type }: Message, assumptions: Assumptions): boolean {
  if (deleted && assumptions.recalled_is_latest === 'no') return false
  return msg_type !== 'system' || assumptions.system_message_counts === 'yes'
}
