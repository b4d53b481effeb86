import { defineTexts } from '../i18n/texts.ts'

export const pasteTexts = defineTexts({
  en: {
    taken: (id: string) => `Took ${id} from the pasted text`,
    fromUser:
      'This is a message of the user; bubbles go under one of the bot’s. Choose it in the chat.',
    choice: (n: number) => `The text names ${n} messages. Which one?`,
    openChat: 'Show the chat’s messages',
    chat: 'The text names a chat and no message: choose one of its messages.',
    secret: 'That looks like a token or a secret. Nothing of it was kept.',
    nothing: 'The text holds no message id, so nothing was taken.',
    sent: (moment: string) => `sent ${moment}`,
    byUser: 'by the user',
    byApp: 'by an app',
  },
  zh: {
    taken: (id) => `已从粘贴的内容中取出 ${id}`,
    fromUser: '这是用户的消息；气泡只能加在机器人的消息下。请在会话中选择。',
    choice: (n) => `内容中有 ${n} 条消息，要用哪一条？`,
    openChat: '查看会话中的消息',
    chat: '内容中有会话而没有消息：请选择其中一条消息。',
    secret: '这看起来是令牌或密钥，未保留任何内容。',
    nothing: '内容中没有消息 id，未取用任何内容。',
    sent: (moment) => `发送于 ${moment}`,
    byUser: '来自用户',
    byApp: '来自应用',
  },
})
