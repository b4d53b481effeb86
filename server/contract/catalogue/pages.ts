const DOCUMENT = 'https://open.feishu.cn/document'
const REFERENCE = `${DOCUMENT}/uAjLw4CM/ukTMukTMukTM/reference/im-v1`
const TROUBLESHOOTING = `${DOCUMENT}/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting`

/** The pages of Feishu's documentation that the catalogue rests on. */
export const PAGES = {
  pushFollowUp: `${REFERENCE}/message/push_follow_up`,
  createMessage: `${REFERENCE}/message/create`,
  replyMessage: `${REFERENCE}/message/reply`,
  listMessages: `${REFERENCE}/message/list`,
  getChat: `${REFERENCE}/chat/get`,
  listChats: `${REFERENCE}/chat/list`,
  callingAnApi: `${DOCUMENT}/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-`,
  genericCodes: `${DOCUMENT}/ukTMukTMukTM/ugjM14COyUjL4ITN`,
  rateLimits: `${DOCUMENT}/ukTMukTMukTM/uUzN04SN3QjL1cDN`,
  ipAllowlist: `${DOCUMENT}/ukTMukTMukTM/ucTMxYjL3ETM24yNxEjN`,
  missingScope: `${TROUBLESHOOTING}/how-to-fix-the-99991672-error`,
  missingUserScope: `${TROUBLESHOOTING}/how-to-resolve-error-99991679`,
} as const
