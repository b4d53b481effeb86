import * as z from 'zod/mini'
import type { ApiMendKey } from './api-mends.ts'
import { subscriptionSchema } from './emulator-events.ts'
import { LANGUAGES } from './languages.ts'
import { MESSAGE_ID } from './message-id.ts'

const id = (kind: 'cli' | 'ou' | 'on' | 'oc') =>
  z.string().check(
    z.regex(new RegExp(`^${kind}_[A-Za-z0-9_-]{1,128}$`), {
      error: `id_${kind}` satisfies ApiMendKey,
    }),
  )
const name = z.string().check(z.minLength(1), z.maxLength(100))
const age = z.int().check(z.minimum(0), z.maximum(100 * 366 * 24 * 60 * 60 * 1000))

const appSchema = z.strictObject({
  app_id: id('cli'),
  /** Never saved. Where it is missing, an app already known keeps its own and a new one gets `emulator-secret`. */
  app_secret: z.optional(z.string().check(z.minLength(1))),
  app_type: z._default(z.enum(['custom', 'isv']), 'custom'),
  name,
  /** The bot's own id; one is made where it is missing. */
  bot_open_id: z.optional(id('ou')),
  scopes: z._default(z.array(z.string()), ['im:message', 'im:message.p2p_msg:readonly']),
  unavailable_to: z._default(z.array(z.string()), []),
  enabled: z._default(z.boolean(), true),
  bot_enabled: z._default(z.boolean(), true),
  /** Where its events go. Never saved; where it is missing, an app already known keeps its own. */
  subscription: z.optional(subscriptionSchema),
})

const userSchema = z.strictObject({
  open_id: id('ou'),
  /** Made from the open_id where they are missing. */
  user_id: z.optional(z.string()),
  union_id: z.optional(id('on')),
  email: z.optional(z.string()),
  mobile: z.optional(z.string()),
  name,
  language: z._default(z.enum(LANGUAGES), 'zh_cn'),
  external: z._default(z.boolean(), false),
})

const followUpSchema = z.strictObject({
  content: z.string(),
  i18n_contents: z._default(
    z.array(z.strictObject({ content: z.string(), language: z.enum(LANGUAGES) })),
    [],
  ),
})

const messageSchema = z
  .strictObject({
    message_id: z.string().check(z.regex(MESSAGE_ID, { error: 'message_id_shape' })),
    /** The sender: an app_id or an open_id. */
    from: z.string(),
    /** Short for a text message. */
    text: z.optional(z.string().check(z.minLength(1))),
    msg_type: z.optional(z.string()),
    /** The JSON text that Feishu calls `content`. */
    content: z.optional(z.string()),
    /** How long before the moment of loading it was sent, in milliseconds. */
    age_ms: age,
    /** How long before that moment it was edited or recalled. */
    update_age_ms: z.optional(age),
    deleted: z._default(z.boolean(), false),
    edits: z._default(z.int().check(z.minimum(0)), 0),
    parent_id: z.optional(z.string()),
    follow_ups: z._default(z.array(followUpSchema), []),
    /** Whether it was edited after it was given its bubbles. */
    bubbles_edited: z._default(z.boolean(), false),
    read_by: z._default(z.array(z.string()), []),
  })
  .check(
    z.refine(
      ({ text, msg_type, content }) =>
        text === undefined
          ? msg_type !== undefined && content !== undefined
          : msg_type === undefined && content === undefined,
      { error: 'text_or_content', path: ['text'] },
    ),
  )

const chatSchema = z.strictObject({
  chat_id: id('oc'),
  chat_mode: z.enum(['p2p', 'group']),
  name,
  app_ids: z.array(z.string()),
  open_ids: z.array(z.string()),
  /** How long before the moment of loading it was opened, in milliseconds. */
  age_ms: z._default(age, 0),
  /** The message that was edited since the last one came, by message_id. */
  edited_id: z.optional(z.string()),
  /** Oldest first. */
  messages: z._default(z.array(messageSchema), []),
})

/**
 * A tenant with its people, bots and chats, as the emulator saves and loads it and as a seed file
 * holds it. Times are ages, so that what was fresh when it was saved is fresh when it is loaded.
 */
export const scenarioSchema = z.strictObject({
  version: z.literal(1),
  tenant_key: z._default(z.string().check(z.regex(/^[0-9a-f]{16}$/)), '736588c9260f175e'),
  apps: z.array(appSchema).check(z.minLength(1)),
  users: z.array(userSchema).check(z.minLength(1)),
  /** The one last written in comes last. */
  chats: z._default(z.array(chatSchema), []),
  /** The first app and the first user where they are missing. */
  default_app_id: z.optional(z.string()),
  default_receiver_open_id: z.optional(z.string()),
  /** Messages worth trying, by message_id. */
  demonstrations: z._default(z.array(z.string()), []),
  /** Those that differ from the default, by name. */
  assumptions: z._default(z.record(z.string(), z.string()), {}),
})

export type Scenario = z.output<typeof scenarioSchema>
/** As it is written by hand, where what has a default may be left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>
