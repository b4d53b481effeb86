import * as z from 'zod/mini'
import { BRANDS } from '../profile.ts'

/** How the connection of an app by scan stands. A scan alone is not known before the approval. */
export const CONNECTION_STATES = ['waiting', 'approved', 'denied', 'expired'] as const
export type ConnectionState = (typeof CONNECTION_STATES)[number]

/** What a scan asks for, in Feishu's spelling: what sending and seeing clicks needs. */
export const SCAN_SCOPES = [
  'im:message:send_as_bot',
  'im:message:readonly',
  'im:message.p2p_msg:readonly',
  'im:user_agent:read',
  'contact:user.id:readonly',
] as const

/** What a scan of an existing app asks for beside them: what the optional checks need. */
export const OPTIONAL_SCAN_SCOPES = [
  'im:chat:readonly',
  'application:application:self_manage',
] as const

export const SCAN_EVENTS = [
  'im.message.receive_v1',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
] as const

export const NOTICE_KINDS = [
  /** The platform asked to poll less often. */
  'slow_down',
  /** The one who approved is on Lark, so the secret is fetched there. */
  'lark',
  'unreachable',
  'proxy',
  /** A response that the flow does not know. */
  'unexpected',
  /** The key that the connection was encrypted with is missing. */
  'key_lost',
  /** The app was created, but there are too many profiles. */
  'not_stored',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** The body of `POST /api/connections`. */
export const newConnectionSchema = z.strictObject({
  brand: z.enum(BRANDS),
  /** An existing app that gets the missing scopes. */
  profile: z.optional(z.string()),
})
export type NewConnection = z.infer<typeof newConnectionSchema>

export const connectionSchema = z.object({
  id: z.string(),
  brand: z.enum(BRANDS),
  state: z.enum(CONNECTION_STATES),
  /** The profile that was added or changed, or that scopes are asked for; null until then. */
  profile: z.nullable(z.string()),
  /** Whether it adds scopes to an existing app. */
  adds_scopes: z.boolean(),
  /** What to scan or open. */
  verification_url: z.string(),
  user_code: z.string(),
  scopes: z.array(z.string()),
  events: z.array(z.string()),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  /** Null while it waits. */
  ended_at: z.nullable(z.iso.datetime()),
  app_id: z.nullable(z.string()),
  /** The open_id of the one who approved. */
  open_id: z.nullable(z.string()),
  /** The state as a sentence in the language of the request. */
  detail: z.string(),
  /** What went wrong last; polling goes on while the state is `waiting`. */
  notice: z.nullable(z.object({ kind: z.enum(NOTICE_KINDS), text: z.string() })),
})
export type Connection = z.infer<typeof connectionSchema>

export const connectionResponseSchema = z.object({ connection: connectionSchema })
/** The response of `GET /api/connections`, the newest first; an ended one is kept for a day. */
export const connectionsSchema = z.object({ connections: z.array(connectionSchema) })
