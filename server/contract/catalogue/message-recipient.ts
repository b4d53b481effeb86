import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

/** Why a message cannot be sent to this person or chat, or not now. */
export const MESSAGE_RECIPIENT_CODES: readonly ErrorCode[] = [
  {
    code: 230018,
    msg: 'These operations are NOT allowed at current group settings.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '群设置不允许此操作，例如只有指定成员可以发言。',
      en: 'The settings of the group forbid this, for example only some members may speak.',
    },
    advice: {
      zh: '检查群设置，或请群管理员修改。',
      en: 'Check the settings of the group, or ask its administrator to change them.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230019,
    msg: 'The topic does NOT exist.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '话题不存在。',
      en: 'The topic does not exist.',
    },
    advice: {
      zh: '确认话题没有被删除，或改发到其他会话。',
      en: 'Check whether the topic has been deleted, or send to another chat.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230020,
    msg: 'This operation triggers the frequency limit.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '操作触发了频率限制。',
      en: 'The operation has hit a rate limit.',
    },
    advice: {
      zh: '降低发送频率，稍等再试。',
      en: 'Send less often and try again after a while.',
    },
    retryable: true,
    source: PAGES.createMessage,
  },
  {
    code: 230029,
    msg: 'User has resigned.',
    http_status: 400,
    endpoints: ['create_message'],
    meaning: {
      zh: '接收者已离职，不能给他发消息。',
      en: 'The recipient has left the company, so no message can be sent.',
    },
    advice: {
      zh: '换一位接收者。',
      en: 'Choose another recipient.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230034,
    msg: 'The receive_id is invalid.',
    http_status: 400,
    endpoints: ['create_message'],
    meaning: {
      zh: 'receive_id 无效。',
      en: 'The receive_id is invalid.',
    },
    advice: {
      zh: '确认 ID 完整，并且类型与 receive_id_type 一致：open_id 以 ou_ 开头，union_id 以 on_ 开头，chat_id 以 oc_ 开头。',
      en: 'Make sure that the id is complete and fits receive_id_type: an open_id starts with ou_, a union_id with on_, a chat_id with oc_.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230035,
    msg: 'Send Message Permission deny.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '没有发送消息的权限：群可能开启了禁言，机器人可能被接收者屏蔽，或受企业的沟通权限管控。',
      en: 'Sending is not permitted: the group may be muted, the recipient may have blocked the bot, or a policy of the tenant forbids it.',
    },
    advice: {
      zh: '依次检查群禁言、接收者是否屏蔽了机器人，以及企业的沟通权限设置。',
      en: 'Check in turn whether the group is muted, whether the recipient has blocked the bot, and the communication policy of the tenant.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230036,
    msg: 'Tenant crypt key has been deleted.',
    http_status: 400,
    endpoints: ['create_message'],
    meaning: {
      zh: '企业（租户）的加密密钥已被删除，用它加密的数据不可用。',
      en: 'The encryption key of the tenant has been deleted, so the data encrypted with it cannot be used.',
    },
    advice: {
      zh: '请联系企业管理员。',
      en: 'Ask the administrator of the tenant.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230038,
    msg: 'Cross tenant p2p chat operate forbid.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '不允许向其他企业用户的单聊发送消息。',
      en: 'Messages to a one-to-one chat across tenants are forbidden.',
    },
    advice: {
      zh: '换成同一企业的用户。',
      en: 'Choose a user of the same tenant.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230049,
    msg: 'The message is being sent.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '消息正在发送中。',
      en: 'The message is still being sent.',
    },
    advice: {
      zh: '稍等片刻，先在会话中看消息是否已出现，不要马上再发。',
      en: 'Wait a moment and look in the chat whether the message appears before sending again.',
    },
    retryable: true,
    source: PAGES.createMessage,
  },
  {
    code: 230053,
    msg: 'The user has stopped the bot from sending messages.',
    http_status: 400,
    endpoints: ['create_message'],
    meaning: {
      zh: '用户已设置不再接收机器人的消息。',
      en: 'The user no longer accepts messages from the bot.',
    },
    advice: {
      zh: '尊重用户的设置，不要再主动发送；需要恢复时，请用户自己在客户端重新允许。',
      en: 'Respect that and stop sending; only the user can allow the bot again, in the client.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230075,
    msg: 'Sending encrypted messages is not supported.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '不支持向密聊、密盾聊发送消息。',
      en: 'Messages cannot be sent to secret or encrypted chats.',
    },
    advice: {
      zh: '换一个普通会话。',
      en: 'Use an ordinary chat.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 232009,
    msg: 'Your request specifies a chat which has already been dissolved.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '指定的群已解散。',
      en: 'The group has been dissolved.',
    },
    advice: {
      zh: '换一个会话。',
      en: 'Use another chat.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
]
