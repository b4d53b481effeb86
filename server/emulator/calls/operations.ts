import { botInfo, listScopes } from './app-info.ts'
import { editMessage, recallMessage } from './change-message.ts'
import { getChat, listChats } from './chats.ts'
import type { PlatformOperation } from './operation.ts'
import { pushFollowUp } from './push-follow-up.ts'
import { getMessage, listMessages } from './read-messages.ts'
import { createMessage, replyMessage } from './send-message.ts'
import {
  appAccessToken,
  appAccessTokenInternal,
  appTicketResend,
  tenantAccessToken,
  tenantAccessTokenInternal,
} from './tokens.ts'
import { batchGetId, checkVisibility } from './users.ts'

/** The calls of the platform that the emulator implements. */
export const OPERATIONS: readonly PlatformOperation[] = [
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
