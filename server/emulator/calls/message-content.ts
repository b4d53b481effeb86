import * as z from 'zod/mini'
import { isJsonObject, parseJson } from '#contract/json'
import { LIMITS } from '#contract/limits'
import type { App } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import { checkCardMessage } from './card-content.ts'
import type { PlatformError } from './operation.ts'

type ContentRule = (
  content: Record<string, unknown>,
  world: World,
  app: App,
) => PlatformError | null

/** The error of a message call for a parameter; `ext` says which one, as the platform does. */
export function invalidParameter(ext: string): PlatformError {
  return { code: 230001, msg: `Your request contains an invalid request parameter, ext=${ext}` }
}

const text: ContentRule = (content) =>
  typeof content.text === 'string' && content.text !== ''
    ? null
    : invalidParameter('content of a text message needs text')

const postText = z.object({ text: z.string() })
/** The elements of a paragraph of a post, and what each needs. */
const POST_TAGS = new Map<string, z.ZodMiniType>(
  Object.entries({
    text: postText,
    a: z.object({ text: z.string(), href: z.string().check(z.refine((url) => URL.canParse(url))) }),
    at: z.object({ user_id: z.string().check(z.minLength(1)) }),
    img: z.object({ image_key: z.string() }),
    media: z.object({ file_key: z.string(), image_key: z.optional(z.string()) }),
    emotion: z.object({ emoji_type: z.string() }),
    code_block: z.object({ text: z.string(), language: z.optional(z.string()) }),
    hr: z.object({}),
    md: postText,
  }),
)
const postElement = z.looseObject({ tag: z.string() })
const postSchema = z.object({
  title: z.nullish(z.string()),
  content: z.array(z.array(postElement)),
})

const post: ContentRule = (content, world, app) => {
  const translations = Object.values(content)
  if (translations.length === 0) return invalidParameter('post has no language')
  for (const translation of translations) {
    const parsed = z.safeParse(postSchema, translation)
    if (!parsed.success) return invalidParameter('invalid post content')
    for (const element of parsed.data.content.flat()) {
      const schema = POST_TAGS.get(element.tag)
      if (!schema?.safeParse(element).success) {
        return invalidParameter(`invalid post element, tag: ${element.tag}`)
      }
      const error = element.tag === 'img' ? image(element, world, app) : null
      if (error) return error
    }
  }
  return null
}

const image: ContentRule = ({ image_key }, { state, assumptions }, app) => {
  if (typeof image_key !== 'string' || image_key === '')
    return invalidParameter('invalid image_key')
  const owner = state.images.get(image_key)?.app_id
  if (owner !== undefined) return owner === app.app_id ? null : { code: 230017 }
  return assumptions.unknown_image_key === 'allowed' ? null : invalidParameter('invalid image_key')
}

const file: ContentRule = ({ file_key }) =>
  typeof file_key === 'string' && file_key !== '' ? null : invalidParameter('invalid file_key')

const shareChat: ContentRule = ({ chat_id }, { state }, { app_id }) => {
  const chat = state.chats.get(String(chat_id))
  if (!chat?.app_ids.includes(app_id)) return invalidParameter('invalid chat_id')
  return chat.chat_mode === 'p2p' ? { code: 230015 } : null
}

const shareUser: ContentRule = ({ user_id }, { state }, { unavailable_to }) => {
  const user = state.users.get(String(user_id))
  if (!user) return invalidParameter('invalid user_id')
  return unavailable_to.includes(user.open_id) ? { code: 230013 } : null
}

/** How wide a divider may be; a Han character counts twice. */
const MAX_DIVIDER_WIDTH = 20

const system: ContentRule = ({ type, params }, { assumptions }, { scopes }) => {
  if (!scopes.includes('im:message:send_sys_msg')) return { code: Number(assumptions.system_scope) }
  const divider = isJsonObject(params) && isJsonObject(params.divider_text) && params.divider_text
  const shown = divider && typeof divider.text === 'string' ? divider.text : ''
  const width = [...shown].reduce((sum, one) => sum + (/\p{Script=Han}/u.test(one) ? 2 : 1), 0)
  const isDivider = type === 'divider' && width > 0 && width <= MAX_DIVIDER_WIDTH
  return isDivider ? null : invalidParameter('invalid divider')
}

const RULES = new Map<string, ContentRule>(
  Object.entries({
    text,
    post,
    image,
    file,
    audio: file,
    media: file,
    sticker: file,
    share_chat: shareChat,
    share_user: shareUser,
    system,
  }),
)

/**
 * Returns an error if a message's content is not what its type needs.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json
 */
export function checkContent(
  world: World,
  app: App,
  msg_type: string,
  content: string,
): PlatformError | null {
  const limits = LIMITS.messageContent
  const limit = msg_type === 'post' || msg_type === 'interactive' ? limits[msg_type] : limits.text
  if (Buffer.byteLength(content) > limit) return { code: 230025 }
  if (msg_type === 'interactive') return checkCardMessage(world, app, content)
  const rule = RULES.get(msg_type)
  if (!rule) return invalidParameter('msg_type is not supported')
  const value = parseJson(content)
  return isJsonObject(value)
    ? rule(value, world, app)
    : invalidParameter('content is not a JSON object')
}
