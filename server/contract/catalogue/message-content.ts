import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

/** Why the content of a message is refused when sending or replying. */
export const MESSAGE_CONTENT_CODES: readonly ErrorCode[] = [
  {
    code: 230015,
    msg: 'P2P chat can NOT be shared.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '单聊不能被分享。',
      en: 'A one-to-one chat cannot be shared.',
    },
    advice: {
      zh: '改为分享群名片或用户的个人名片。',
      en: 'Share the card of a group or of a user instead.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230017,
    msg: 'Bot is NOT the owner of the resource.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '机器人不是该资源的拥有者，只能发送自己上传的文件。',
      en: 'The bot does not own the resource; it can send only files that it uploaded itself.',
    },
    advice: {
      zh: '用同一个应用重新上传文件，再发送新得到的 key。',
      en: 'Upload the file again with the same app and send the new key.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230022,
    msg: 'The content of the message contains sensitive information.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '消息内容包含敏感信息。',
      en: 'The message contains sensitive information.',
    },
    advice: {
      zh: '修改内容后再发。',
      en: 'Change the content, then send again.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230025,
    msg: 'The length of the message content reaches its limit.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '消息过长：文本消息最大 150 KB，卡片和富文本消息最大 30 KB。',
      en: 'The message is too long: text may have 150 KB, cards and rich text 30 KB.',
    },
    advice: {
      zh: '缩短内容。样式标签和卡片模板的数据也计入大小。',
      en: 'Shorten the content. Style tags and the data of a card template count too.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230028,
    msg: 'The messages do NOT pass the audit.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '消息没有通过数据防泄漏审查，可能含有明文电话号码或邮箱地址。',
      en: 'The message did not pass the check against data leaks; it may hold a plain phone number or e-mail address.',
    },
    advice: {
      zh: '按返回的错误信息检查并修改内容。',
      en: 'Change the content as the message returned suggests.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230054,
    msg: 'This type of message is unavailable in the connection group.',
    http_status: 400,
    endpoints: ['create_message'],
    meaning: {
      zh: '私有互通群不支持这种消息类型，例如卡片。',
      en: 'Private connection groups do not support this type of message, for example cards.',
    },
    advice: {
      zh: '换一种消息类型，例如文本。',
      en: 'Use another type of message, for example text.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230054,
    msg: 'This operation is not supported for this message type.',
    http_status: 400,
    endpoints: ['reply_message'],
    meaning: {
      zh: '要回复的消息属于不支持此操作的类型。',
      en: 'The message to reply to is of a type that does not support this.',
    },
    advice: {
      zh: '换一条消息回复。',
      en: 'Reply to another message.',
    },
    retryable: false,
    source: PAGES.replyMessage,
  },
  {
    code: 230055,
    msg: 'The type of file upload does not match the type of message being sent.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '上传文件时选择的类型与消息类型不一致。',
      en: 'The file was uploaded as another type than the message has.',
    },
    advice: {
      zh: '使两者一致：例如上传时选择 MP4，消息类型就要用 media。',
      en: 'Make them match: a file uploaded as MP4, for example, goes out as a media message.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230099,
    msg: 'Failed to create card content.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message'],
    meaning: {
      zh: '创建卡片内容失败，真正的原因在 msg 的“ext=ErrCode: …”里。',
      en: 'Creating the card failed; the cause is in the msg, after “ext=ErrCode: …”.',
    },
    advice: {
      zh: '按 ErrCode 在来源文档的“230099 子错误码”表中查找，再修改卡片。',
      en: 'Look up that ErrCode in the table of sub-codes of 230099 on the source page, then mend the card.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
]
