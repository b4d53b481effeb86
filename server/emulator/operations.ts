import { createMessage } from './create-message.ts'
import { getMessage } from './get-message.ts'
import { listMessages } from './list-messages.ts'
import type { Operation } from './operation.ts'
import { pushFollowUp } from './push-follow-up.ts'
import { tenantAccessToken } from './tenant-access-token.ts'

/** Every call of the platform that the emulator knows. */
export const OPERATIONS: readonly Operation[] = [
  tenantAccessToken,
  createMessage,
  getMessage,
  listMessages,
  pushFollowUp,
]
