import * as z from 'zod/mini'
import type { App, Message, Reaction, TenantState } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import { findMessage } from './message.ts'
import { type AppOperation, failure, type PlatformError, success } from './operation.ts'
import { pageFields, pageOf, withBody, withQuery } from './request-fields.ts'

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message-reaction/emojis-introduce */
const EMOJI_TYPES = new Set(
  `
OK THUMBSUP THANKS MUSCLE FINGERHEART APPLAUSE FISTBUMP JIAYI DONE SMILE BLUSH LAUGH SMIRK
LOL FACEPALM LOVE WINK PROUD WITTY SMART SCOWL THINKING SOB CRY ERROR NOSEPICK HAUGHTY SLAP
SPITBLOOD TOASTED GLANCE DULL INNOCENTSMILE JOYFUL WOW TRICK YEAH ENOUGH TEARS EMBARRASSED
KISS SMOOCH DROOL OBSESSED MONEY TEASE SHOWOFF COMFORT CLAP PRAISE STRIVE XBLUSH SILENT WAVE
WHAT FROWN SHY DIZZY LOOKDOWN CHUCKLE WAIL CRAZY WHIMPER HUG BLUBBER WRONGED HUSKY SHHH SMUG
ANGRY HAMMER SHOCKED TERROR PETRIFIED SKULL SWEAT SPEECHLESS SLEEP DROWSY YAWN SICK PUKE
BETRAYED HEADSET EatingFood MeMeMe Sigh Typing Lemon Get LGTM OnIt OneSecond VRHeadset
YouAreTheBest SALUTE SHAKE HIGHFIVE UPPERLEFT ThumbsDown SLIGHT TONGUE EYESCLOSED RoarForYou
CALF BEAR BULL RAINBOWPUKE ROSE HEART PARTY LIPS BEER CAKE GIFT CUCUMBER Drumstick Pepper
CANDIEDHAWS BubbleTea Coffee Yes No OKR CheckMark CrossMark MinusOne Hundred AWESOMEN Pin
Alarm Loudspeaker Trophy Fire BOMB Music XmasTree Snowman XmasHat FIREWORKS 2022 REDPACKET
FORTUNE LUCK FIRECRACKER StickyRiceBalls HEARTBROKEN POOP StatusFlashOfInspiration 18X
CLEAVER Soccer Basketball GeneralDoNotDisturb Status_PrivateMessage GeneralInMeetingBusy
StatusReading StatusInFlight GeneralBusinessTrip GeneralWorkFromHome StatusEnjoyLife
GeneralTravellingCar StatusBus GeneralSun GeneralMoonRest MoonRabbit Mooncake JubilantRabbit
TV Movie Pumpkin BeamingFace Delighted ColdSweat FullMoonFace Partying GoGoGo ThanksFace
SaluteFace Shrug ClownFace HappyDragon
`
    .trim()
    .split(/\s+/),
)

const MSGS = {
  231001: 'reaction type is invalid.',
  231002: 'The operator has no permission to react on the specific message.',
  231003: 'The message is not found, maybe not exist or deleted.',
  231007: 'The operator has no permission to delete this reaction.',
  231008: 'The operator has no access to the message.',
  231010: 'The reaction does not belong to the message.',
  231011: 'The request has an invalid reaction_id.',
  231012: 'The request has an invalid pageToken.',
  231017: 'This operation is not supported for this message type.',
}
/** The two scopes that allow an app to add and remove reactions. */
const WRITE = ['im:message', 'im:message.reactions:write_only']

const createSchema = z.object({ reaction_type: z.object({ emoji_type: z.string() }) })

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message-reaction/create */
export const createReaction: AppOperation = {
  name: 'create_reaction',
  method: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/reactions',
  endpoint: 'get_message',
  access: WRITE,
  botAbilityOff: 230006,
  codes: [9499, 99992354, 99992402, 231001, 231002, 231003, 231017],
  msgs: MSGS,
  handle: withBody(createSchema, ({ world, app, params }, { reaction_type: { emoji_type } }) => {
    if (!EMOJI_TYPES.has(emoji_type)) return failure({ code: 231001 })
    const message = findForReaction(world.state, app, params.message_id, 231002)
    if ('code' in message) return failure(message)
    if (message.msg_type === 'system') return failure({ code: 231017 })
    const reaction =
      message.reactions.find((one) => one.app_id === app.app_id && one.emoji_type === emoji_type) ??
      addReaction(world, app, message, emoji_type)
    return success(toWireReaction(reaction))
  }),
}

function addReaction(
  { randomHex, clock }: World,
  { app_id }: App,
  message: Message,
  emoji_type: string,
): Reaction {
  const reaction_id = Buffer.from(randomHex(16), 'hex').toString('base64url')
  const reaction = { reaction_id, app_id, emoji_type, action_time_ms: clock() }
  message.reactions = [...message.reactions, reaction]
  return reaction
}

const listSchema = z.object({ reaction_type: z.optional(z.string()), ...pageFields(50) })

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message-reaction/list */
export const listReactions: AppOperation = {
  name: 'list_reactions',
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id/reactions',
  endpoint: 'get_message',
  access: ['im:message.reactions:read', 'im:message:readonly'],
  botAbilityOff: 230006,
  codes: [99992354, 99992402, 231001, 231003, 231008, 231012],
  msgs: MSGS,
  handle: withQuery(listSchema, ({ world: { state }, app, params }, query) => {
    const { reaction_type } = query
    if (reaction_type && !EMOJI_TYPES.has(reaction_type)) return failure({ code: 231001 })
    const message = findForReaction(state, app, params.message_id, 231008)
    if ('code' in message) return failure(message)
    const all = message.reactions.filter(
      ({ emoji_type }) => !reaction_type || emoji_type === reaction_type,
    )
    const found = pageOf(all, ({ reaction_id }) => reaction_id, query)
    if (!found) return failure({ code: 231012 })
    const { page, has_more, page_token } = found
    return success({ items: page.map(toWireReaction), has_more, ...(has_more && { page_token }) })
  }),
}

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message-reaction/delete */
export const deleteReaction: AppOperation = {
  name: 'delete_reaction',
  method: 'DELETE',
  path: '/open-apis/im/v1/messages/:message_id/reactions/:reaction_id',
  endpoint: 'get_message',
  access: WRITE,
  botAbilityOff: 230006,
  codes: [99992354, 231002, 231003, 231007, 231010, 231011],
  msgs: MSGS,
  handle({ world: { state }, app, params }) {
    const message = findForReaction(state, app, params.message_id, 231002)
    if ('code' in message) return failure(message)
    const isWanted = ({ reaction_id }: Reaction) => reaction_id === params.reaction_id
    const reaction = message.reactions.find(isWanted)
    if (!reaction) {
      const isElsewhere = [...state.messages.values()].some((one) => one.reactions.some(isWanted))
      return failure({ code: isElsewhere ? 231010 : 231011 })
    }
    if (reaction.app_id !== app.app_id) return failure({ code: 231007 })
    message.reactions = message.reactions.filter((one) => one !== reaction)
    return success(toWireReaction(reaction))
  },
}

/** @param noAccess the code if the bot is not in the message's chat */
function findForReaction(
  state: TenantState,
  app: App,
  message_id: string | undefined,
  noAccess: number,
): Message | PlatformError {
  const found = findMessage(state, app, message_id)
  if ('code' in found) return found.code === 99992354 ? found : { code: noAccess }
  return found.message.deleted ? { code: 231003 } : found.message
}

function toWireReaction({ reaction_id, app_id, emoji_type, action_time_ms }: Reaction) {
  return {
    reaction_id,
    operator: { operator_id: app_id, operator_type: 'app' },
    action_time: String(action_time_ms),
    reaction_type: { emoji_type },
  }
}
