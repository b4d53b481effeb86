import { LIMITS } from '#contract/limits'
import type { Refusal } from './answer.ts'
import type { Assumptions } from './assumptions.ts'
import { hasAllowedCounts, hasAllowedTexts, hasValidFields, isReadable } from './body-rules.ts'
import type { Draft } from './follow-up-body.ts'
import { latestMessageId } from './latest-message.ts'
import type { App, Chat, Message, State } from './state.ts'

/** All that decides whether a message takes bubbles. */
export type Push = {
  state: State
  app: App
  message_id: string
  draft: Draft
  /** Milliseconds since 1970. */
  now: number
  assumptions: Assumptions
}

type Target = { message: Message; chat: Chat }

/** The message and its chat are looked up once; `null` where there is none. */
type Rule = (push: Push & { target: Target | null }) => Refusal | null

const exists: Rule = (push) => {
  if (push.target) return null
  return refuseTarget(push, push.assumptions.unknown_message)
}

const isVisible = onTarget(230004, ({ chat }, { app }) => chat.app_ids.includes(app.app_id))

const isOneToOne = onTarget(230003, ({ chat }) => chat.chat_mode === 'p2p')

const isNotExternal = onTarget(
  ({ external_user }) => Number(external_user),
  ({ chat }, { state, assumptions }) =>
    assumptions.external_user === 'allowed' ||
    !chat.open_ids.some((open_id) => state.users.get(open_id)?.external),
)

const isNotRecalled: Rule = (push) => {
  if (!push.target?.message.deleted) return null
  return refuseTarget(push, push.assumptions.recalled_message)
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

const ORDERS: Record<Assumptions['order_of_checks'], readonly Rule[]> = {
  state_first: [...BODY_RULES, ...STATE_RULES, hasAllowedTexts],
  content_first: [...BODY_RULES, hasAllowedTexts, ...STATE_RULES],
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
 * What push_follow_up answers: the objection of the first rule that has one, or `null` where the
 * bubbles are taken. Pure: it looks at the state and leaves it as it is.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export function judgePush(push: Push): Refusal | null {
  const asked = { ...push, target: findTarget(push) }
  for (const rule of ORDERS[push.assumptions.order_of_checks]) {
    const refusal = rule(asked)
    if (refusal) return refusal
  }
  return null
}

/** What a message_id that the tenant does not know is answered, on every call that takes one. */
export function unknownMessage(message_id: string): Refusal {
  const msg = `The request you send is not a valid {open_message_id} or not exists. Invalid ids: [${message_id}] .`
  return { code: 99992354, msg }
}

/** Refuses the message itself, in the words that an unknown one is refused with where it is treated as such. */
function refuseTarget({ message_id }: Push, code: string): Refusal {
  return code === '99992354' ? unknownMessage(message_id) : { code: Number(code) }
}

/** A rule about the message and its chat; where there is none, `exists` is the one to object. */
function onTarget(
  code: number | ((assumptions: Assumptions) => number),
  holds: (target: Target, push: Push) => boolean,
): Rule {
  return (push) => {
    const { target } = push
    if (!target || holds(target, push)) return null
    return { code: typeof code === 'number' ? code : code(push.assumptions) }
  }
}

function findTarget({ state, message_id }: Push): Target | null {
  const message = state.messages.get(message_id)
  const chat = message && state.chats.get(message.chat_id)
  return chat ? { message, chat } : null
}
