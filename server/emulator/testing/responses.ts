import * as z from 'zod/mini'
import type { EmulatorOperation } from '#contract/emulator/faults'

const time = z.string().check(z.regex(/^\d{13}$/))

/** A message as every message call returns it, without further members. */
export const messageSchema = z.strictObject({
  message_id: z.string().check(z.regex(/^om_(?:x100b[0-9a-f]{27}|[0-9a-f]{32})$/)),
  root_id: z.optional(z.string().check(z.startsWith('om_'))),
  parent_id: z.optional(z.string().check(z.startsWith('om_'))),
  msg_type: z.string(),
  create_time: time,
  update_time: time,
  deleted: z.boolean(),
  updated: z.boolean(),
  chat_id: z.string().check(z.regex(/^oc_[0-9a-f]{32}$/)),
  sender: z.strictObject({
    id: z.string(),
    id_type: z.enum(['app_id', 'open_id']),
    sender_type: z.enum(['app', 'user']),
    tenant_key: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  }),
  body: z.strictObject({ content: z.string() }),
})

const chat = {
  avatar: z.string(),
  name: z.string(),
  description: z.string(),
  owner_id: z.string(),
  owner_id_type: z.literal('open_id'),
  external: z.boolean(),
  tenant_key: z.string(),
  chat_status: z.literal('normal'),
}

const status = z.strictObject({
  is_frozen: z.boolean(),
  is_resigned: z.boolean(),
  is_activated: z.boolean(),
  is_exited: z.boolean(),
  is_unjoin: z.boolean(),
})

const reaction = z.strictObject({
  reaction_id: z.string().check(z.regex(/^[\w-]{22}$/)),
  operator: z.strictObject({ operator_id: z.string(), operator_type: z.literal('app') }),
  action_time: time,
  reaction_type: z.strictObject({ emoji_type: z.string() }),
})

const tenantToken = z.string().check(z.regex(/^t-g1[0-9a-f]{38}$/))
const appToken = z.string().check(z.regex(/^a-g1[0-9a-f]{38}$/))
const expire = z.int().check(z.minimum(1800), z.maximum(7200))

const ok = { code: z.literal(0), msg: z.literal('ok') }
const success = { code: z.literal(0), msg: z.literal('success') }
const withData = <S extends z.ZodMiniType>(data: S) => z.strictObject({ ...success, data })

/** The success response of each operation, with all its members. */
export const ANSWERS: Record<EmulatorOperation, z.ZodMiniType> = {
  tenant_access_token_internal: z.strictObject({ ...ok, tenant_access_token: tenantToken, expire }),
  app_access_token_internal: z.strictObject({
    ...ok,
    app_access_token: tenantToken,
    tenant_access_token: tenantToken,
    expire,
  }),
  app_ticket_resend: z.strictObject(success),
  app_access_token: z.strictObject({ ...success, app_access_token: appToken, expire }),
  tenant_access_token: z.strictObject({ ...success, tenant_access_token: tenantToken, expire }),
  create_message: withData(messageSchema),
  reply_message: withData(messageSchema),
  get_message: withData(z.strictObject({ items: z.array(messageSchema) })),
  list_messages: withData(
    z.strictObject({
      has_more: z.boolean(),
      page_token: z.optional(z.string()),
      items: z.array(messageSchema),
    }),
  ),
  edit_message: withData(messageSchema),
  recall_message: withData(z.strictObject({})),
  push_follow_up: withData(z.strictObject({})),
  patch_card_message: z.strictObject({ ...ok, data: z.strictObject({}) }),
  read_users: withData(
    z.strictObject({
      items: z.array(
        z.strictObject({
          user_id_type: z.string(),
          user_id: z.string(),
          timestamp: time,
          tenant_key: z.string(),
        }),
      ),
      has_more: z.boolean(),
      page_token: z.optional(z.string()),
    }),
  ),
  create_reaction: withData(reaction),
  list_reactions: withData(
    z.strictObject({
      items: z.array(reaction),
      has_more: z.boolean(),
      page_token: z.optional(z.string()),
    }),
  ),
  delete_reaction: withData(reaction),
  create_card: withData(z.strictObject({ card_id: z.string().check(z.regex(/^7\d{18}$/)) })),
  update_card: withData(z.strictObject({})),
  stream_card_text: withData(z.strictObject({})),
  upload_image: withData(
    z.strictObject({ image_key: z.string().check(z.regex(/^img_v3_0[0-9a-f]{4}_[0-9a-f]{32}g$/)) }),
  ),
  // The response is a file; images.test.ts reads it.
  download_image: z.strictObject(success),
  list_chats: withData(
    z.strictObject({
      items: z.array(z.strictObject({ chat_id: z.string(), ...chat })),
      page_token: z.string(),
      has_more: z.boolean(),
    }),
  ),
  get_chat: withData(
    z.strictObject({
      ...chat,
      chat_mode: z.enum(['p2p', 'group']),
      chat_type: z.string(),
      user_count: z.string(),
      bot_count: z.string(),
    }),
  ),
  batch_get_id: withData(
    z.strictObject({
      user_list: z.array(
        z.strictObject({
          user_id: z.optional(z.string()),
          email: z.optional(z.string()),
          mobile: z.optional(z.string()),
          status: z.optional(status),
        }),
      ),
    }),
  ),
  get_user: withData(
    z.strictObject({
      user: z.strictObject({
        open_id: z.string().check(z.startsWith('ou_')),
        union_id: z.string().check(z.startsWith('on_')),
        user_id: z.optional(z.string()),
        name: z.optional(z.string()),
        status: z.optional(status),
      }),
    }),
  ),
  bot_info: z.strictObject({
    ...ok,
    bot: z.strictObject({
      activate_status: z.int(),
      app_name: z.string(),
      avatar_url: z.string(),
      ip_white_list: z.array(z.string()),
      open_id: z.string().check(z.startsWith('ou_')),
    }),
  }),
  connection_endpoint: z.strictObject({
    code: z.literal(0),
    msg: z.literal(''),
    data: z.strictObject({
      URL: z.string().check(z.startsWith('ws://127.0.0.1:')),
      ClientConfig: z.strictObject({
        PingInterval: z.literal(120),
        ReconnectCount: z.literal(-1),
        ReconnectInterval: z.literal(120),
        ReconnectNonce: z.literal(30),
      }),
    }),
  }),
  count_connections: withData(z.strictObject({ online_instance_cnt: z.int() })),
  list_scopes: withData(
    z.strictObject({
      scopes: z.array(
        z.strictObject({
          scope_name: z.string(),
          grant_status: z.literal(1),
          scope_type: z.literal('tenant'),
        }),
      ),
    }),
  ),
  check_visibility: withData(
    z.strictObject({
      user_visibility_list: z.array(
        z.strictObject({
          user_id: z.string(),
          in_white_list: z.boolean(),
          in_black_list: z.boolean(),
          in_paid_list: z.boolean(),
        }),
      ),
      department_visibility_list: z.tuple([]),
      group_visibility_list: z.tuple([]),
    }),
  ),
}
