import { MESSAGE_ID } from '#contract/message-id'

const MESSAGES = '/open-apis/im/v1/messages'

/** A path could not be built without changing what was asked for. */
export class PathError extends Error {
  override readonly name = 'PathError'
}

/**
 * Fills a message id into a path.
 *
 * Three checks, because each alone lets something through: `..` survives encoding and is then
 * dropped by the URL parser, and a pattern alone says nothing about the parser.
 * @throws PathError where the id is no message id or the path would not be the one meant
 */
export function messagePath(message_id: string, action: string): string {
  if (!MESSAGE_ID.test(message_id)) throw new PathError('not a message id')
  const path = `${MESSAGES}/${encodeURIComponent(message_id)}${action}`
  if (new URL(path, 'https://open.feishu.cn').pathname !== `${MESSAGES}/${message_id}${action}`) {
    throw new PathError('the path would change on its way')
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

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_access_token */
export const APP_ACCESS_TOKEN_PATH = '/open-apis/auth/v3/app_access_token'

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token */
export const STORE_TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token'

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_ticket_resend */
export const APP_TICKET_RESEND_PATH = '/open-apis/auth/v3/app_ticket/resend'

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal */
export const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal'
