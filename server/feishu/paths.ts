import { MESSAGE_ID } from '#contract/ids'

const MESSAGES = '/open-apis/im/v1/messages'

/** A path parameter is invalid or would change the path. */
export class PathError extends Error {
  override readonly name = 'PathError'
}

/**
 * Returns the path of a message call.
 *
 * The id is validated, encoded and checked once more after URL parsing: `..` survives encoding and is
 * then resolved by the URL parser.
 * @throws PathError if the id is invalid or the parsed path differs
 */
export function messagePath(message_id: string, action: string): string {
  if (!MESSAGE_ID.test(message_id)) throw new PathError('not a message id')
  const path = `${MESSAGES}/${encodeURIComponent(message_id)}${action}`
  if (new URL(path, 'https://open.feishu.cn').pathname !== `${MESSAGES}/${message_id}${action}`) {
    throw new PathError('the URL parser changes the path')
  }
  return path
}

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up */
export function pushFollowUpPath(message_id: string): string {
  return messagePath(message_id, '/push_follow_up')
}

/** @see https://open.feishu.cn/document/server-docs/im-v1/message/create */
export function createMessagePath(receive_id_type: string): string {
  return `${MESSAGES}?${new URLSearchParams({ receive_id_type })}`
}

/**
 * Returns the path of a user.
 * @throws PathError if the parsed path differs, e.g. for `..`
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get
 */
export function userPath(id: string, user_id_type: string): string {
  const pathname = `/open-apis/contact/v3/users/${encodeURIComponent(id)}`
  if (new URL(pathname, 'https://open.feishu.cn').pathname !== pathname || id === '') {
    throw new PathError('the URL parser changes the path')
  }
  return `${pathname}?${new URLSearchParams({ user_id_type })}`
}

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_access_token */
export const APP_ACCESS_TOKEN_PATH = '/open-apis/auth/v3/app_access_token'

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token */
export const STORE_TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token'

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_ticket_resend */
export const APP_TICKET_RESEND_PATH = '/open-apis/auth/v3/app_ticket/resend'

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal */
export const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal'
