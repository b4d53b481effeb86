import * as z from 'zod/mini'

// The checks of a profile (doctor) and of one push before it is sent (preflight).

/** The result of a check; `not_checked` if the platform gave no usable information. */
export const CHECK_STATUSES = ['pass', 'fail', 'not_checked'] as const
export type CheckStatus = (typeof CHECK_STATUSES)[number]

/** The fields of every check; its texts are in the language of the request. */
export const checkFields = {
  status: z.enum(CHECK_STATUSES),
  /** What the check found. */
  detail: z.string(),
  /** What to do; empty if there is nothing to do. */
  advice: z.string(),
  /** Pages of the platform or of the emulator where it can be fixed. */
  links: z.array(z.string()),
}

/** A read that the platform did not allow or that failed: why, and what to do. */
export const notCheckedSchema = z.nullable(
  z.object({
    code: z.nullable(z.int()),
    detail: z.string(),
    advice: z.string(),
    links: z.array(z.string()),
  }),
)

/** The checks of a profile in their order; if one fails, those that depend on it are not made. */
export const DOCTOR_CHECKS = [
  /** The base URL responds. */
  'address',
  /** The platform's clock is close to this machine's, by the Date header. */
  'clock',
  /** The app gets a tenant_access_token. */
  'token',
  /** The bot and the app are enabled. */
  'bot',
  /** One of the two scopes of push_follow_up. */
  'push_scope',
  /** A scope to read the messages of a chat; optional. */
  'message_scope',
  /** A scope to read whether a chat is a group; optional. */
  'chat_scope',
  /** A scope to read whether the app is available to a user; optional. */
  'visibility_scope',
  /** The scope to find users by email or mobile number; optional. */
  'contact_scope',
  /** Requests remain within the rate limit. */
  'budget',
] as const
export type DoctorCheckName = (typeof DOCTOR_CHECKS)[number]

export const doctorCheckSchema = z.object({
  name: z.enum(DOCTOR_CHECKS),
  ...checkFields,
  /** The platform's code, if it returned one. */
  code: z.nullable(z.int()),
  duration_ms: z.nullable(z.number()),
  /** Whether a push works without it. */
  optional: z.boolean(),
})
export type DoctorCheck = z.infer<typeof doctorCheckSchema>

/** The response of `GET /api/profiles/:id/doctor`. */
export const doctorSchema = z.object({ checks: z.array(doctorCheckSchema) })
export type Doctor = z.infer<typeof doctorSchema>

/** The documented conditions of a push, in the assumed order of the platform's own checks. */
export const PREFLIGHT_CHECKS = [
  /** The ID has the documented shape. */
  'message_id',
  /** The app gets a token that the platform accepts. */
  'token',
  'budget',
  /** One of the two scopes of push_follow_up. */
  'scope',
  /** The app has a bot. */
  'bot',
  /** The message exists and is visible to this bot. */
  'message_exists',
  'p2p',
  'sent_by_this_bot',
  'user_visible',
  'not_recalled',
  'latest',
  'age',
  'not_followed',
] as const
export type PreflightCheckName = (typeof PREFLIGHT_CHECKS)[number]

export const preflightCheckSchema = z.object({
  name: z.enum(PREFLIGHT_CHECKS),
  ...checkFields,
  /** The code that a push would return because of this check; null unless it failed. */
  code: z.nullable(z.int()),
  /** Whether the code, or how the check predicts it, is undocumented. */
  assumed: z.boolean(),
})
export type PreflightCheck = z.infer<typeof preflightCheckSchema>

/** The response of `GET /api/messages/:message_id/preflight?profile=`, which only reads from the platform. */
export const preflightSchema = z.object({
  checks: z.array(preflightCheckSchema),
  /** The code that a push would return now; null if unknown. */
  predicted_code: z.nullable(z.int()),
  /** Whether the prediction depends on an undocumented code or order of checks. */
  assumed: z.boolean(),
  /** When the message becomes too old, by the console's clock; null if its age is unknown. */
  expires_at: z.nullable(z.iso.datetime()),
  /** The estimated lead of the platform's clock, in milliseconds; null if unknown. */
  clock_skew_ms: z.nullable(z.number()),
  /** What is known about the message. */
  message: z.nullable(
    z.object({
      message_id: z.string(),
      chat_id: z.nullable(z.string()),
      create_time: z.nullable(z.iso.datetime()),
      msg_type: z.nullable(z.string()),
      text: z.nullable(z.string()),
    }),
  ),
})
export type Preflight = z.infer<typeof preflightSchema>

/** The scopes of each call, in Feishu's spelling; any one of a list is enough. */
export const SCOPES = {
  /** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up */
  push: ['im:message', 'im:message:send_as_bot'],
  /** @see https://open.feishu.cn/document/server-docs/im-v1/message/get */
  getMessage: ['im:message', 'im:message:readonly'],
  /** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/list */
  listMessages: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
  /** @see https://open.feishu.cn/document/server-docs/group/chat/get-2 */
  getChat: ['im:chat', 'im:chat:readonly', 'im:chat:read', 'im:chat.group_info:readonly'],
  /** @see https://open.feishu.cn/document/server-docs/contact-v3/user/batch_get_id */
  findPeople: ['contact:user.id:readonly'],
  /**
   * The name needs `contact:user.base:readonly` beside the first one.
   * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get
   */
  getUser: [
    'contact:contact.base:readonly',
    'contact:contact:access_as_app',
    'contact:contact:readonly',
    'contact:contact:readonly_as_app',
  ],
  /** @see https://open.feishu.cn/document/server-docs/application-v6/admin/check_white_black_list */
  checkVisibility: ['application:application:self_manage', 'admin:app.info:readonly'],
} as const satisfies Record<string, readonly string[]>
