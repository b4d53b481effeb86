import { LANGUAGES } from '../../languages.ts'
import { LIMITS } from '../../limits.ts'
import type { CatalogueTexts, PUSH_FOLLOW_UP_ROWS } from '../rows.ts'

const { followUps, i18nContents, content, messageAgeSeconds } = LIMITS

export const PUSH_FOLLOW_UP_TEXTS: CatalogueTexts<typeof PUSH_FOLLOW_UP_ROWS> = {
  230001: {
    zh: '请求参数无效。响应中的 msg 可能会写明是哪一个。',
    zhAdvice: `检查 message_id（以 om_ 开头）和请求体。follow_ups 为 ${followUps.min}–${followUps.max} 个气泡，每段 content 为 ${content.min}–${content.max} 个字符。i18n_contents 最多 ${i18nContents.max} 项，language 须是支持的 ${LANGUAGES.length} 个语言代码之一。`,
    en: 'A request parameter is invalid. The msg in the response may name it.',
    enAdvice: `Check message_id (it starts with om_) and the body. follow_ups takes ${followUps.min}–${followUps.max} bubbles, each content ${content.min}–${content.max} characters. i18n_contents takes at most ${i18nContents.max} entries, each with one of the ${LANGUAGES.length} language codes.`,
  },
  230002: {
    zh: `消息已过期。消息发出超过 ${messageAgeSeconds} 秒后，不能再添加气泡。`,
    zhAdvice: `让机器人发一条新消息，并在 ${messageAgeSeconds} 秒内添加气泡。如果这是结果未知后的重发，此错误码不能说明上次是否成功。`,
    en: `The message has expired. Bubbles can only be added within ${messageAgeSeconds} seconds after it was sent.`,
    enAdvice: `Send a new message from the bot and add the bubbles within ${messageAgeSeconds} seconds. If this was a retry after an unknown result, the code does not show whether the first request succeeded.`,
  },
  230003: {
    zh: '仅支持机器人与用户的单聊。这条消息不在当前机器人的单聊中。',
    zhAdvice: '换成机器人在单聊中发出的消息。群聊中可以改用带按钮的卡片。',
    en: 'Only one-to-one chats are supported. This message is not in a chat between this bot and a user.',
    enAdvice:
      'Use a message that the bot sent in a one-to-one chat. In a group, use a card with buttons instead.',
  },
  230004: {
    zh: '当前机器人看不到这条消息，不能添加气泡。',
    zhAdvice: '检查 message_id 是否完整，并确认消息由当前应用在同一企业中发出。',
    en: 'This bot cannot see the message. It cannot add bubbles to it.',
    enAdvice:
      'Check that the message_id is complete and that this app sent the message in the same tenant.',
  },
  230005: {
    zh: '机器人对该用户不可见，不能添加气泡。',
    zhAdvice:
      '先检查应用的可用范围。在开发者后台“应用发布 › 版本管理与发布”创建版本，把该用户加入“可用范围”并发布。仍然报错时，请企业管理员确认该用户没有被设为“禁用成员”。',
    en: 'The bot is not visible to the user. It cannot add bubbles.',
    enAdvice:
      'Check the availability of the app first. In the developer console, under “Version Management & Release”, release a version whose availability includes the user. If the code remains, ask the administrator whether the user is excluded.',
  },
  230006: {
    zh: '这不是会话中最新的消息。只有最新一条消息可以添加气泡。',
    zhAdvice:
      '让机器人再发一条消息，然后立即添加气泡。如果这是结果未知后的重发，此错误码不能说明上次是否成功，因为用户点击气泡也会产生新消息。',
    en: 'The message is not the latest in its chat. Only the latest one can take bubbles.',
    enAdvice:
      'Send another message from the bot and add the bubbles right away. If this was a retry after an unknown result, the code does not show whether the first request succeeded: clicking a bubble also creates a message.',
  },
  230007: {
    zh: '气泡内容无效。文档没有说明哪些内容返回此错误码，哪些返回 230001 或 99992402。',
    zhAdvice: `逐个检查气泡：content 为 ${content.min}–${content.max} 个字符，不能只有空白，同一气泡内 language 不能重复。找不到原因时，先只发一个简单的气泡，成功后再对新消息尝试其余内容。`,
    en: 'The content of a bubble is invalid. Feishu does not document which contents give this code, 230001 or 99992402.',
    enAdvice: `Check each bubble: ${content.min}–${content.max} characters of content, not only white space, no language twice. If nothing stands out, send one plain bubble first, then try the rest on a new message.`,
  },
  230008: {
    zh: '这条消息已经有气泡。一条消息只能添加一次。',
    zhAdvice:
      '要换内容，请让机器人发一条新消息。如果上次没有收到响应，此错误码说明上次很可能已成功，除非有人在此期间添加过气泡。',
    en: 'The message already has bubbles. They can be added only once.',
    enAdvice:
      'To change the bubbles, send a new message from the bot. If an earlier response was lost, this code is evidence that the request succeeded, unless someone else added bubbles.',
  },
}
