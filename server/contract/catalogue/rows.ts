import type { Endpoint } from './error-code.ts'

const DOCUMENT = 'https://open.feishu.cn/document'
const REFERENCE = `${DOCUMENT}/uAjLw4CM/ukTMukTMukTM/reference/im-v1`
const TROUBLESHOOTING = `${DOCUMENT}/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting`

/** The pages that the rows cite: Feishu's documentation, and public reports of what it leaves out. */
export const PAGES = {
  pushFollowUp: `${REFERENCE}/message/push_follow_up`,
  createMessage: `${REFERENCE}/message/create`,
  replyMessage: `${REFERENCE}/message/reply`,
  listMessages: `${REFERENCE}/message/list`,
  recallMessage: `${REFERENCE}/message/delete`,
  getChat: `${REFERENCE}/chat/get`,
  listChats: `${REFERENCE}/chat/list`,
  callingAnApi: `${DOCUMENT}/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-`,
  genericCodes: `${DOCUMENT}/ukTMukTMukTM/ugjM14COyUjL4ITN`,
  rateLimits: `${DOCUMENT}/ukTMukTMukTM/uUzN04SN3QjL1cDN`,
  ipAllowlist: `${DOCUMENT}/ukTMukTMukTM/ucTMxYjL3ETM24yNxEjN`,
  missingScope: `${TROUBLESHOOTING}/how-to-fix-the-99991672-error`,
  missingUserScope: `${TROUBLESHOOTING}/how-to-resolve-error-99991679`,
  invalidParameter: `${TROUBLESHOOTING}/how-to-resolve-error-230001`,
  cannotSendToUsers: 'https://github.com/openclaw/openclaw/issues/109409',
  replyTargetGone: 'https://github.com/openclaw/openclaw/pull/27614',
  chatRateLimit: 'https://github.com/openclaw/openclaw/pull/89659',
  botNotInChat: 'https://github.com/larksuite/cli/pull/1740',
  tooManyTables: 'https://github.com/HKUDS/nanobot/issues/584',
  callbackTokenAsId: 'https://github.com/larksuite/cli/issues/420',
  userIdNotFound: 'https://github.com/satorijs/satori/issues/370',
  liveMissingScope: 'https://github.com/m1heng/clawdbot-feishu/issues/149',
} as const

/**
 * One code of the catalogue: the facts of its source. What it means is in `texts/`, by code.
 * `httpStatus` is null if it is neither documented nor observed; `retryable` is whether the same
 * call, unchanged, can succeed later; `msg` is in Feishu's own spelling.
 */
export type CatalogueRow = readonly [
  code: number,
  httpStatus: number | null,
  endpoints: readonly Endpoint[],
  retryable: boolean,
  source: keyof typeof PAGES,
  msg: string,
]

/** What happened and what to do, in both languages. */
export type CatalogueText = { zh: string; zhAdvice: string; en: string; enAdvice: string }

/** Exactly one text for each code of the rows. */
export type CatalogueTexts<Rows extends readonly CatalogueRow[]> = Readonly<
  Record<Rows[number][0], CatalogueText>
>

const PUSH: Endpoint[] = ['push_follow_up']
const ANY: Endpoint[] = ['any']
const TOKEN: Endpoint[] = ['tenant_access_token']
const TICKET: Endpoint[] = ['app_ticket']
const RECALL: Endpoint[] = ['recall_message']
const MESSAGES: Endpoint[] = [
  'create_message',
  'reply_message',
  'list_messages',
  'get_message',
  'recall_message',
]
const SEND: Endpoint[] = ['create_message', 'reply_message']
const CREATE: Endpoint[] = ['create_message']
const REPLY: Endpoint[] = ['reply_message']
const SEND_RECALL: Endpoint[] = ['create_message', 'reply_message', 'recall_message']
const REPLY_RECALL: Endpoint[] = ['reply_message', 'recall_message']
const LIST: Endpoint[] = ['list_messages']
const READ_RECALL: Endpoint[] = ['list_messages', 'get_message', 'recall_message']
const ONE_MESSAGE: Endpoint[] = ['reply_message', 'get_message', 'recall_message']
const CHATS: Endpoint[] = ['list_chats']
const CHAT: Endpoint[] = ['get_chat']
const CHAT_ALL: Endpoint[] = ['get_chat', 'list_chats']

/** The eight codes of push_follow_up itself. */
// biome-ignore format: a table
export const PUSH_FOLLOW_UP_ROWS = [
  [230001, 400, PUSH, false, 'pushFollowUp', 'Your request contains an invalid request parameter.'],
  [230002, 400, PUSH, false, 'pushFollowUp', 'expired message.'],
  [230003, 400, PUSH, false, 'pushFollowUp', 'only support p2p chat.'],
  [230004, 400, PUSH, false, 'pushFollowUp', 'invisible message.'],
  [230005, 400, PUSH, false, 'pushFollowUp', 'user is not visible to bot.'],
  [230006, 400, PUSH, false, 'pushFollowUp', 'only support latest message.'],
  [230007, 400, PUSH, false, 'pushFollowUp', 'invalid follow up.'],
  [230008, 400, PUSH, false, 'pushFollowUp', 'follow up already exist.'],
] as const satisfies readonly CatalogueRow[]

/** The gateway, on every call: the request itself, its token, the app and its scopes. */
// biome-ignore format: a table
export const GATEWAY_ROWS = [
  [99991201, null, ANY, false, 'genericCodes',     'resource not find'],
  [99991301, null, ANY, false, 'genericCodes',     'request method doesn’t match'],
  [99991400, 429,  ANY, true,  'rateLimits',       'request trigger frequency limit'],
  [99991401, null, ANY, false, 'ipAllowlist',      'ip %s is denied by app setting'],
  [99991403, null, ANY, false, 'genericCodes',     "This month's API call quota has been exceeded"],
  [99992402, 400,  ANY, false, 'genericCodes',     'field validation failed'],
  [20013,    null, ANY, false, 'genericCodes',     'The tenant access token passed is invalid. Please check the value.'],
  [99991661, 400,  ANY, false, 'genericCodes',     'Missing access token for authorization. Please make a request with token attached.'],
  [99991663, 400,  ANY, true,  'genericCodes',     'Invalid access token for authorization. Please make a request with token attached.'],
  [99991664, null, ANY, true,  'genericCodes',     'invalid app token'],
  [99991665, null, ANY, false, 'genericCodes',     'invalid tenant code'],
  [99991668, 400,  ANY, false, 'genericCodes',     'Invalid access token for authorization. Please make a request with token attached.'],
  [99991671, null, ANY, false, 'genericCodes',     'Invalid token: must start with t-/u-'],
  [99991677, null, ANY, false, 'genericCodes',     'token expire'],
  [99991543, null, ANY, false, 'genericCodes',     'login_user invalid'],
  [99991662, null, ANY, false, 'genericCodes',     'app not in use'],
  [99991672, 400,  ANY, false, 'missingScope',     'Access denied. One of the following scopes is required'],
  [99991673, null, ANY, false, 'genericCodes',     'unauthorized app'],
  [99991674, null, ANY, false, 'genericCodes',     'user type not support'],
  [99991675, null, ANY, false, 'genericCodes',     'parse user error'],
  [99991676, null, ANY, false, 'genericCodes',     'token no permission'],
  [99991679, null, ANY, false, 'missingUserScope', 'Unauthorized. You do not have permission to perform the requested operation on the resource. Please request user re-authorization and try again.'],
] as const satisfies readonly CatalogueRow[]

/** Ids that the gateway or an older service does not know, on every call. */
// biome-ignore format: a table
export const UNKNOWN_ID_ROWS = [
  [10020,    null, ANY, false, 'genericCodes', 'message id not exist'],
  [10037,    null, ANY, false, 'genericCodes', 'open_message_id not exist'],
  [11224,    null, ANY, false, 'genericCodes', 'message_id invalid'],
  [99992351, null, ANY, false, 'genericCodes', 'these open ids not existed: %v'],
  [99992352, null, ANY, false, 'genericCodes', 'these lark ids not existed: %v'],
  [99992354, 400,  ANY, false, 'genericCodes', 'these ids not existed: %v'],
  [99992355, null, ANY, false, 'genericCodes', 'these lark ids not existed: %v'],
  [99992356, null, ANY, false, 'genericCodes', 'these open_chat ids not existed: %v'],
  [99992359, null, ANY, false, 'genericCodes', 'these user ids not existed: %v'],
  [99992360, null, ANY, false, 'genericCodes', 'these ids not existed: %v'],
  [99992361, null, ANY, false, 'genericCodes', 'open_id cross app'],
  [99992363, null, ANY, false, 'genericCodes', 'these ids not existed: %v'],
  [99992364, null, ANY, false, 'genericCodes', 'user id cross tenant'],
  [99992381, null, ANY, false, 'genericCodes', 'union_id cross tenant'],
] as const satisfies readonly CatalogueRow[]

/** The endpoints that issue a tenant_access_token or send the app_ticket again. */
// biome-ignore format: a table
export const TOKEN_ROWS = [
  [10003, 200,  TOKEN,  false, 'genericCodes', 'invalid param'],
  [10005, null, TOKEN,  false, 'genericCodes', 'app id unauthorized'],
  [10012, null, TOKEN,  false, 'genericCodes', 'get app access token fail'],
  [10013, null, TOKEN,  false, 'genericCodes', 'get tenant access token fail'],
  [10014, 200,  TOKEN,  false, 'genericCodes', 'app secret invalid'],
  [10015, null, TOKEN,  false, 'genericCodes', 'wrong app secret'],
  [10016, null, TICKET, false, 'genericCodes', 'app resend fail'],
  [20014, null, TOKEN,  false, 'genericCodes', '校验 app_access_token 失败'],
] as const satisfies readonly CatalogueRow[]

/** Any call about messages; then sending: the recipient, and from 230015 the content. */
// biome-ignore format: a table
export const MESSAGE_ROWS = [
  [230001, 400, MESSAGES,  false, 'createMessage', 'Your request contains an invalid request parameter.'],
  [230002, 400, MESSAGES,  false, 'createMessage', 'The bot can not be outside the group.'],
  [230006, 400, MESSAGES,  false, 'createMessage', 'Bot ability is not activated.'],
  [230013, 400, MESSAGES,  false, 'createMessage', 'Bot has NO availability to this user.'],
  [230027, 400, MESSAGES,  false, 'createMessage', 'Lack of necessary permissions.'],
  [230018, 400, SEND,      false, 'createMessage', 'These operations are NOT allowed at current group settings.'],
  [230019, 400, SEND,      false, 'createMessage', 'The topic does NOT exist.'],
  [230020, 400, SEND,      true,  'createMessage', 'This operation triggers the frequency limit.'],
  [230029, 400, CREATE,    false, 'createMessage', 'User has resigned.'],
  [230034, 400, CREATE,    false, 'createMessage', 'The receive_id is invalid.'],
  [230035, 400, SEND,      false, 'createMessage', 'Send Message Permission deny.'],
  [230036, 400, CREATE,    false, 'createMessage', 'Tenant crypt key has been deleted.'],
  [230038, 400, SEND,      false, 'createMessage', 'Cross tenant p2p chat operate forbid.'],
  [230049, 400, SEND,      true,  'createMessage', 'The message is being sent.'],
  [230053, 400, CREATE,    false, 'createMessage', 'The user has stopped the bot from sending messages.'],
  [230075, 400, SEND,      false, 'createMessage', 'Sending encrypted messages is not supported.'],
  [232009, 400, SEND_RECALL, false, 'createMessage', 'Your request specifies a chat which has already been dissolved.'],
  [230015, 400, SEND,      false, 'createMessage', 'P2P chat can NOT be shared.'],
  [230017, 400, SEND,      false, 'createMessage', 'Bot is NOT the owner of the resource.'],
  [230022, 400, SEND,      false, 'createMessage', 'The content of the message contains sensitive information.'],
  [230025, 400, SEND,      false, 'createMessage', 'The length of the message content reaches its limit.'],
  [230028, 400, SEND,      false, 'createMessage', 'The messages do NOT pass the audit.'],
  [230054, 400, CREATE,    false, 'createMessage', 'This type of message is unavailable in the connection group.'],
  [230055, 400, SEND,      false, 'createMessage', 'The type of file upload does not match the type of message being sent.'],
  [230099, 400, SEND,      false, 'createMessage', 'Failed to create card content.'],
] as const satisfies readonly CatalogueRow[]

/** Replying to a message that exists, listing messages, getting and recalling one. */
// biome-ignore format: a table
export const EXISTING_MESSAGE_ROWS = [
  [230054, 400, REPLY_RECALL, false, 'replyMessage', 'This operation is not supported for this message type.'],
  [230009, 400, RECALL,    false, 'recallMessage', 'Message has expired when recall message.'],
  [230026, 400, RECALL,    false, 'recallMessage', 'No permission to recall this message.'],
  [230011, 400, REPLY,     false, 'replyMessage',  'The message is recalled.'],
  [230050, 400, ONE_MESSAGE, false, 'replyMessage',  'The message is invisible to the operator.'],
  [230071, 400, REPLY,     false, 'replyMessage',  'The group to which the message belongs does not support reply in thread.'],
  [230072, 400, REPLY,     false, 'replyMessage',  'Aggregated messages do not support reply in thread.'],
  [230073, 400, LIST,      false, 'listMessages',  'The thread is invisible to the operator.'],
  [230110, 400, READ_RECALL, false, 'listMessages',  'Action unavailable as the message has been deleted.'],
  [230111, 400, REPLY,     false, 'replyMessage',  'Action unavailable as the message will self-destruct soon.'],
  [231203, 400, LIST,      false, 'listMessages',  'The chat type is not supported.'],
  [231204, 400, LIST,      false, 'listMessages',  'The app type is not supported.'],
] as const satisfies readonly CatalogueRow[]

/** Codes of public reports that Feishu does not document for these calls. */
// biome-ignore format: a table
export const REPORTED_ROWS = [
  [230101, null, CREATE, false, 'cannotSendToUsers', 'Sending messages to users is temporarily unavailable.'],
  [231003, 400,  REPLY,  false, 'replyTargetGone',   'The message is not found, maybe not exist or deleted.'],
] as const satisfies readonly CatalogueRow[]

type ObservedMsg = readonly [
  code: number,
  endpoint: Endpoint,
  source: keyof typeof PAGES,
  msg: string,
]

/** Texts that the platform returned instead of the documented ones; … stands for values. */
// biome-ignore format: a table
export const OBSERVED_MSGS: readonly ObservedMsg[] = [
  [230001,   'create_message', 'invalidParameter',  'Your request contains an invalid request parameter, ext=invalid receive_id.'],
  [230002,   'create_message', 'botNotInChat',      'Bot/User can NOT be out of the chat.'],
  [230020,   'create_message', 'chatRateLimit',     'This operation triggers the frequency limit, ext=chat rate limit'],
  [230099,   'create_message', 'tooManyTables',     'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card table number over limit; ErrorValue: table;'],
  [99991672, 'any',            'liveMissingScope',  'Access denied. One of the following scopes is required: […].应用尚未开通所需的应用身份权限：[…]，点击链接申请并开通任一权限即可：…'],
  [99992354, 'any',            'callbackTokenAsId', 'The request you send is not a valid {open_message_id} or not exists, … Invalid ids: [c-…]'],
  [99992360, 'any',            'userIdNotFound',    'The request you send is not a valid {user_id} or not exists, … Invalid ids: […]'],
]

/** Getting one chat and listing the chats of the bot. */
// biome-ignore format: a table
export const CHAT_ROWS = [
  [232001, 400, CHATS,    false, 'listChats', 'Your request contains an invalid request parameter.'],
  [232004, 400, CHAT_ALL, false, 'getChat',   'Such an app does NOT exist.'],
  [232006, 400, CHAT,     false, 'getChat',   'Your request specifies a chat_id which is invalid.'],
  [232010, 400, CHAT,     false, 'getChat',   'Operator and chat can NOT be in different tenants.'],
  [232011, 400, CHAT,     false, 'getChat',   'Operator can NOT be out of the chat.'],
  [232025, 400, CHAT_ALL, false, 'getChat',   'Bot ability is not activated.'],
  [232033, 400, CHAT,     false, 'getChat',   'The operator or invited bots does NOT have the authority to manage external chats without the scope.'],
  [232034, 400, CHAT_ALL, false, 'getChat',   'The app is unavailable or inactivated by the tenant.'],
] as const satisfies readonly CatalogueRow[]

/** Success, and codes of any service, of its bots and of older message services. */
// biome-ignore format: a table
export const GENERIC_ROWS = [
  [0,     200,  ANY, false, 'callingAnApi', 'success'],
  [2200,  null, ANY, true,  'genericCodes', 'internal error'],
  [5000,  null, ANY, true,  'genericCodes', 'internal error'],
  [9499,  null, ANY, false, 'genericCodes', 'bad request'],
  [10001, null, ANY, false, 'genericCodes', 'Your request contains an invalid request parameter'],
  [10400, null, ANY, false, 'genericCodes', 'bad request'],
  [10500, null, ANY, true,  'genericCodes', 'internal server error'],
  [30005, null, ANY, false, 'genericCodes', 'interface is offline'],
  [10002, null, ANY, false, 'genericCodes', 'Bot can NOT be out of the chat'],
  [11205, null, ANY, false, 'genericCodes', 'app do not have bot'],
  [11207, null, ANY, false, 'genericCodes', 'app is not usage'],
  [11209, null, ANY, false, 'genericCodes', 'app not exist'],
  [11210, null, ANY, false, 'genericCodes', 'app usage info not exist'],
  [11225, null, ANY, false, 'genericCodes', 'the bot is invisible to the user'],
  [11232, null, ANY, true,  'rateLimits',   'create message service trigger rate limit'],
  [11233, null, ANY, true,  'genericCodes', 'create message chat trigger rate limit'],
  [11240, null, ANY, false, 'genericCodes', 'Robot not turned on'],
  [11247, null, ANY, true,  'genericCodes', 'internal send message trigger rate limit'],
  [18120, null, ANY, false, 'genericCodes', 'Collaboration permission authentication failed.'],
  [18121, null, ANY, true,  'genericCodes', 'create request is being processed'],
] as const satisfies readonly CatalogueRow[]
