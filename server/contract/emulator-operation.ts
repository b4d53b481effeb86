/** The calls of the platform that the emulator knows, as rate limits and faults name them. */
export const EMULATOR_OPERATIONS = [
  'tenant_access_token_internal',
  'app_access_token_internal',
  'app_ticket_resend',
  'app_access_token',
  'tenant_access_token',
  'create_message',
  'reply_message',
  'get_message',
  'list_messages',
  'edit_message',
  'recall_message',
  'push_follow_up',
  'list_chats',
  'get_chat',
  'batch_get_id',
  'bot_info',
  'list_scopes',
  'check_visibility',
] as const
export type EmulatorOperation = (typeof EMULATOR_OPERATIONS)[number]
