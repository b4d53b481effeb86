import { LANGUAGES } from '../../languages.ts'
import { LIMITS } from '../../limits.ts'
import type { CatalogueTexts, PUSH_FOLLOW_UP_ROWS } from '../rows.ts'

const { followUps, i18nContents, content, messageAgeSeconds } = LIMITS

export const PUSH_FOLLOW_UP_TEXTS: CatalogueTexts<typeof PUSH_FOLLOW_UP_ROWS> = {
  230001: {
    zh: '有请求参数不符合要求。实际返回的 msg 可能会写明是哪一个。',
    zhAdvice: `检查 message_id（以 om_ 开头）和请求体：follow_ups 有 ${followUps.min}–${followUps.max} 个气泡，每段 content 为 ${content.min}–${content.max} 个字符，i18n_contents 最多 ${i18nContents.max} 行，language 是 ${LANGUAGES.length} 个语言代码之一。`,
    en: 'A request parameter is invalid. The msg actually returned may say which one.',
    enAdvice: `Check message_id (it starts with om_) and the body: ${followUps.min}–${followUps.max} bubbles in follow_ups, ${content.min}–${content.max} characters in every content, at most ${i18nContents.max} i18n_contents, each language one of the ${LANGUAGES.length} codes.`,
  },
  230002: {
    zh: `消息已过期：发出超过 ${messageAgeSeconds} 秒的消息不能再添加气泡。`,
    zhAdvice: `让机器人发一条新消息，在 ${messageAgeSeconds} 秒内对它添加气泡。如果这是上次结果不明之后的重发，此码不能说明上次是否生效。`,
    en: `The message has expired: bubbles cannot be added more than ${messageAgeSeconds} seconds after it was sent.`,
    enAdvice: `Send a new message from the bot and add the bubbles within ${messageAgeSeconds} seconds. If this was a repeat after a lost answer, the code does not tell whether the earlier call took effect.`,
  },
  230003: {
    zh: '只支持当前机器人与用户单聊中的消息，这条消息不在这样的单聊里。',
    zhAdvice: '换成机器人在单聊中发出的消息。群聊里如需类似效果，可以考虑带按钮的卡片。',
    en: 'Only messages in a one-to-one chat between this bot and a user are supported, and this one is not.',
    enAdvice:
      'Use a message that the bot sent in a one-to-one chat. In a group, a card with buttons may serve instead.',
  },
  230004: {
    zh: '当前机器人看不到这条消息，不能对它添加气泡。',
    zhAdvice:
      '核对 message_id 是否完整，并确认发消息的机器人与当前 profile 是同一个应用、同一家企业。',
    en: 'This bot cannot see the message, so it cannot add bubbles to it.',
    enAdvice:
      'Check that the message_id is complete and that the bot that sent the message is the app of this profile, in the same tenant.',
  },
  230005: {
    zh: '当前机器人对这位用户不可见，不能添加气泡。',
    zhAdvice:
      '可以先查应用的可用范围：在开发者后台“应用发布 › 版本管理与发布”创建版本，把该用户加入“可用范围”并发布。仍然报错时，请企业管理员确认该用户没有被设为“禁用成员”。',
    en: 'This bot is not visible to the user, so it cannot add bubbles.',
    enAdvice:
      'The availability of the app is the first thing to check: in the developer console, under “Version Management & Release”, create a version whose availability includes the user and release it. If the code remains, ask the administrator whether the user is on the list of excluded members.',
  },
  230006: {
    zh: '只有会话中最新的一条消息可以添加气泡，这条消息之后又有了新消息。',
    zhAdvice:
      '让机器人再发一条消息，随即对它添加气泡。如果这是上次结果不明之后的重发，此码不能说明上次是否生效：用户点击气泡本身就会产生一条新消息。',
    en: 'Only the latest message of a chat can take bubbles, and a newer one has arrived since.',
    enAdvice:
      'Send another message from the bot and add the bubbles right away. If this was a repeat after a lost answer, the code does not tell whether the earlier call took effect: tapping a bubble itself creates a newer message.',
  },
  230007: {
    zh: '气泡内容无效。文档没有说明哪些内容得到此码，哪些得到 230001 或 99992402。',
    zhAdvice: `逐个检查气泡：content 为 ${content.min}–${content.max} 个字符，不要只有空白；同一气泡内 language 不要重复。找不到原因时，可以先只发一个简单的气泡，成功后换一条新消息再试其余内容。`,
    en: 'The content of a bubble is invalid. It is not documented which contents give this code and which give 230001 or 99992402.',
    enAdvice: `Check bubble by bubble: ${content.min}–${content.max} characters of content, not only white space, and no language twice in a bubble. If nothing stands out, send one plain bubble first, then try the rest on a new message.`,
  },
  230008: {
    zh: '这条消息已经添加过气泡，不能再次添加。',
    zhAdvice:
      '要换内容，请让机器人发一条新消息。如果上次调用没有收到回答，此码就是上次已经生效的证据，除非期间有别人对这条消息添加过气泡。',
    en: 'Bubbles have already been added to this message, so none can be added again.',
    enAdvice:
      'For other bubbles, send a new message from the bot. If the answer to an earlier call was lost, this code is evidence that the call took effect, unless someone else added bubbles in between.',
  },
}
