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
