import * as z from 'zod/mini'
import { CHAT_ID } from '#contract/ids'
import { APP_ID } from '#contract/profile-change'
import { messagePath, PathError, userPath } from '../paths.ts'
import type { PlatformQuery } from './run-query.ts'
import { type ReadMessage, readItems } from './wire-message.ts'

const optionalText = z.catch(z.optional(z.string()), undefined)

/**
 * Returns one message.
 * @throws PathError if `message_id` is invalid
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/get
 */
export function getMessage(message_id: string): PlatformQuery<ReadMessage> {
  return {
    name: 'get_message',
    endpoint: 'get_message',
    path: messagePath(message_id, ''),
    // A merged-forward message comes with the messages that it contains.
    parse: ({ data }) => readItems(data)?.find((item) => item.message_id === message_id) ?? null,
  }
}

/**
 * Returns the latest messages of a chat, newest first.
 * @param limit at most 50
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/list
 */
export function listMessages(chat_id: string, limit: number): PlatformQuery<ReadMessage[]> {
  const query = new URLSearchParams({
    container_id_type: 'chat',
    container_id: chat_id,
    sort_type: 'ByCreateTimeDesc',
    page_size: String(limit),
  })
  return {
    name: 'list_messages',
    endpoint: 'list_messages',
    path: `/open-apis/im/v1/messages?${query}`,
    parse: ({ data }) => readItems(data),
  }
}

export type ReadChat = {
  /** `p2p`, `group` or `topic`. */
  chat_mode: string
  name: string | null
  /** Whether it has members of another tenant. */
  external: boolean
  /** The open_id of the owner; in a one-to-one chat, of the other user. */
  person: string | null
}

const chatSchema = z.object({
  chat_mode: z.string(),
  name: optionalText,
  owner_id: optionalText,
  external: z.catch(z.optional(z.boolean()), undefined),
  p2p_target_id: optionalText,
})

/**
 * Returns a chat's kind and its user.
 * @throws PathError if `chat_id` is invalid
 * @see https://open.feishu.cn/document/server-docs/group/chat/get-2
 */
export function getChat(chat_id: string): PlatformQuery<ReadChat> {
  if (!CHAT_ID.test(chat_id)) throw new PathError('not a chat id')
  return {
    name: 'get_chat',
    endpoint: 'get_chat',
    path: `/open-apis/im/v1/chats/${chat_id}?user_id_type=open_id`,
    parse({ data }) {
      const chat = chatSchema.safeParse(data)
      if (!chat.success) return null
      const { chat_mode, name, external, owner_id, p2p_target_id } = chat.data
      const person = p2p_target_id || owner_id
      return {
        chat_mode,
        name: name || null,
        external: external ?? false,
        person: person?.startsWith('ou_') ? person : null,
      }
    },
  }
}

export type BotInfo = { app_name: string; activate_status: number; open_id: string | null }

const botSchema = z.object({
  bot: z.object({ activate_status: z.int(), app_name: optionalText, open_id: optionalText }),
})

/**
 * Returns the app's bot and its status; needs no scope. The response has no `data`.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM
 */
export function botInfo(): PlatformQuery<BotInfo> {
  return {
    name: 'bot_info',
    endpoint: 'any',
    path: '/open-apis/bot/v3/info',
    parse(answer) {
      const parsed = botSchema.safeParse(answer)
      if (!parsed.success) return null
      const { activate_status, app_name, open_id } = parsed.data.bot
      return { activate_status, app_name: app_name ?? '', open_id: open_id || null }
    },
  }
}

const GRANTED = 1

const scopesSchema = z.object({
  scopes: z.array(
    z.object({
      scope_name: z.string(),
      grant_status: z.int(),
      // Undocumented: whether the scope is for calls as the app or as a user.
      scope_type: optionalText,
    }),
  ),
})

/**
 * Returns the scopes that the tenant has granted for calls as the app; needs no scope itself.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/scope/list
 */
export function grantedScopes(): PlatformQuery<string[]> {
  return {
    name: 'list_scopes',
    endpoint: 'any',
    path: '/open-apis/application/v6/scopes',
    parse({ data }) {
      const parsed = scopesSchema.safeParse(data)
      if (!parsed.success) return null
      return parsed.data.scopes
        .filter(({ grant_status, scope_type }) => grant_status === GRANTED && scope_type !== 'user')
        .map(({ scope_name }) => scope_name)
    },
  }
}

const visibilitySchema = z.object({
  user_visibility_list: z.array(
    z.object({
      user_id: z.string(),
      in_white_list: z.boolean(),
      in_black_list: z.catch(z.optional(z.boolean()), undefined),
    }),
  ),
})

/** The most users of one call. */
export const USERS_PER_CALL = 100

/**
 * Asks whether users are within the app's availability range. A POST that changes nothing.
 * @throws PathError if `app_id` is invalid
 * @see https://open.feishu.cn/document/server-docs/application-v6/admin/check_white_black_list
 */
function visibilityQuery<T>(
  app_id: string,
  open_ids: readonly string[],
  read: (visible: ReadonlyMap<string, boolean>) => T | null,
): PlatformQuery<T> {
  if (!APP_ID.test(app_id)) throw new PathError('not an app id')
  const visibility = `/open-apis/application/v6/applications/${app_id}/visibility`
  return {
    name: 'check_visibility',
    endpoint: 'any',
    path: `${visibility}/check_white_black_list?user_id_type=open_id`,
    body: JSON.stringify({ user_ids: open_ids }),
    parse({ data }) {
      const parsed = visibilitySchema.safeParse(data)
      if (!parsed.success) return null
      const entries = parsed.data.user_visibility_list.map(
        // The deny list wins.
        (user) => [user.user_id, user.in_white_list && !user.in_black_list] as const,
      )
      return read(new Map(entries))
    },
  }
}

/** Returns whether a user is within the app's availability range. @throws PathError */
export function checkVisibility(app_id: string, open_id: string): PlatformQuery<boolean> {
  return visibilityQuery(app_id, [open_id], (visible) => visible.get(open_id) ?? null)
}

/** Returns which of these users are outside of the app's availability range. @throws PathError */
export function findInvisible(
  app_id: string,
  open_ids: readonly string[],
): PlatformQuery<string[]> {
  return visibilityQuery(app_id, open_ids, (visible) =>
    [...visible].flatMap(([open_id, isVisible]) => (isVisible ? [] : open_id)),
  )
}

const userSchema = z.object({ user: z.object({ name: optionalText }) })

/**
 * Returns the name of a user; null without the scope `contact:user.base:readonly` for it. The response
 * says nothing about the language that the user reads.
 * @throws PathError if the ID would change the path
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get
 */
export function getUserName(
  type: 'open_id' | 'union_id' | 'user_id',
  id: string,
): PlatformQuery<{ name: string | null }> {
  return {
    name: 'get_user',
    endpoint: 'any',
    path: userPath(id, type),
    parse({ data }) {
      const parsed = userSchema.safeParse(data)
      return parsed.success ? { name: parsed.data.user.name || null } : null
    },
  }
}

const contactsSchema = z.object({
  user_list: z.array(
    z.object({ user_id: optionalText, email: optionalText, mobile: optionalText }),
  ),
})
type FoundContacts = z.infer<typeof contactsSchema>['user_list']

/** The most email addresses, and the most mobile numbers, of one call. */
export const CONTACTS_PER_CALL = 50

/**
 * Asks which users have email addresses and mobile numbers; those that the app may not see are missing.
 * A POST that changes nothing.
 * @see https://open.feishu.cn/document/server-docs/contact-v3/user/batch_get_id
 */
function contactsQuery<T>(
  contacts: { emails?: readonly string[]; mobiles?: readonly string[] },
  read: (found: FoundContacts) => T,
): PlatformQuery<T> {
  return {
    name: 'batch_get_id',
    endpoint: 'any',
    path: '/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id',
    body: JSON.stringify(contacts),
    parse({ data }) {
      const parsed = contactsSchema.safeParse(data)
      return parsed.success ? read(parsed.data.user_list) : null
    },
  }
}

/** Returns the open_ids of the users with an email address or mobile number; empty if there are none. */
export function batchGetId(kind: 'emails' | 'mobiles', value: string): PlatformQuery<string[]> {
  return contactsQuery({ [kind]: [value] }, (found) => [
    ...new Set(found.flatMap(({ user_id }) => user_id || [])),
  ])
}

/** Returns the open_ids of the users with each of these addresses and numbers. */
export function findContacts(
  emails: readonly string[],
  mobiles: readonly string[],
): PlatformQuery<{ contact: string; open_id: string }[]> {
  return contactsQuery({ emails, mobiles }, (found) =>
    found.flatMap(({ user_id, email, mobile }) => {
      const contact = email || mobile
      return contact && user_id ? [{ contact, open_id: user_id }] : []
    }),
  )
}
