import { batchGetId } from './batch-get-id.ts'
import { botInfo } from './bot-info.ts'
import { getChat, listChats } from './chats.ts'
import { checkVisibility } from './check-visibility.ts'
import { createMessage } from './create-message.ts'
import { appAccessTokenInternal, tenantAccessTokenInternal } from './custom-app-tokens.ts'
import { editMessage } from './edit-message.ts'
import { getMessage } from './get-message.ts'
import { listMessages } from './list-messages.ts'
import { listScopes } from './list-scopes.ts'
import type { Operation } from './operation.ts'
import { pushFollowUp } from './push-follow-up.ts'
import { recallMessage } from './recall-message.ts'
import { replyMessage } from './reply-message.ts'
import { appAccessToken, appTicketResend, tenantAccessToken } from './store-app-tokens.ts'

/** Every call of the platform that the emulator knows. */
export const OPERATIONS: readonly Operation[] = [
  tenantAccessTokenInternal,
  appAccessTokenInternal,
  appTicketResend,
  appAccessToken,
  tenantAccessToken,
  createMessage,
  replyMessage,
  getMessage,
  listMessages,
  editMessage,
  recallMessage,
  pushFollowUp,
  listChats,
  getChat,
  batchGetId,
  botInfo,
  listScopes,
  checkVisibility,
]

/** The call that a request makes, with the named parts of its path. */
export type Found = {
  operation: Operation
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
}

// The platform was seen to take a trailing slash.
const PATTERNS = OPERATIONS.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`),
}))

/** Finds the call by a request's method and target; `null` where it is none of the platform's. */
export function findOperation(method = '', target = ''): Found | null {
  if (!target.startsWith('/open-apis/')) return null
  const { pathname, search, searchParams } = new URL(target, 'http://emulator')
  const wanted = method === 'HEAD' ? 'GET' : method
  for (const { operation, pattern } of PATTERNS) {
    const match = operation.method === wanted && pattern.exec(pathname)
    if (!match) continue
    const query = search === '' ? {} : Object.fromEntries([...searchParams].reverse())
    return { operation, params: decoded(match.groups), query }
  }
  return null
}

function decoded(groups: Record<string, string> = {}): Record<string, string> {
  const params: Record<string, string> = {}
  for (const name in groups) params[name] = decode(groups[name] ?? '')
  return params
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
