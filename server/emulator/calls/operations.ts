import { botInfo, connectionEndpoint, countConnections, listScopes } from './app-info.ts'
import { createCard, streamCardText, updateCard } from './cards.ts'
import { editMessage, patchCardMessage, recallMessage } from './change-message.ts'
import { getChat, listChats } from './chats.ts'
import { downloadImage, uploadImage } from './images.ts'
import type { PlatformOperation } from './operation.ts'
import { pushFollowUp } from './push-follow-up.ts'
import { createReaction, deleteReaction, listReactions } from './reactions.ts'
import { getMessage, listMessages, readUsers } from './read-messages.ts'
import { createMessage, replyMessage } from './send-message.ts'
import {
  appAccessToken,
  appAccessTokenInternal,
  appTicketResend,
  tenantAccessToken,
  tenantAccessTokenInternal,
} from './tokens.ts'
import { batchGetId, checkVisibility, getUser } from './users.ts'

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
  patchCardMessage,
  readUsers,
  createReaction,
  listReactions,
  deleteReaction,
  createCard,
  updateCard,
  streamCardText,
  uploadImage,
  downloadImage,
  listChats,
  getChat,
  batchGetId,
  getUser,
  botInfo,
  listScopes,
  checkVisibility,
  connectionEndpoint,
  countConnections,
]
