import { defineTexts } from '../i18n/texts.ts'

/** The outcome of a delivery in plain sentences. */
export const outcomeTexts = defineTexts({
  en: {
    done: {
      title: (name: string) => `Done. ${name} now sees the bubbles in the chat with the bot.`,
      todo: 'Nothing more to do. When they press a bubble, its text is sent as their own message.',
    },
    withoutBubbles: (name: string, why: string) =>
      `The message reached ${name}, but without bubbles. ${why}`,
    notDelivered: (why: string) => `Nothing was delivered. ${why}`,
    messageUnknown: {
      title: 'It is not certain whether the message arrived: no answer came back in time.',
      todo: 'You can safely send once more: if the message did arrive, it will not appear a second time.',
    },
    bubblesUnknown: {
      title: 'It is not certain whether the bubbles arrived: no answer came back in time.',
      afterMessage: (name: string) =>
        `The message reached ${name}. It is not certain whether the bubbles did: no answer came back in time.`,
      todo: 'You can safely try once more: bubbles never appear twice. It also shows whether they had arrived.',
    },
    noId: {
      title: 'The message was sent, but the platform did not say where, so it has no bubbles.',
      todo: 'Show the details to the colleague who looks after the bot.',
    },
    notSent: {
      access: {
        why: 'The bot’s access to the platform was not accepted, so nothing could be sent.',
        todo: 'Tell the colleague who looks after the bot: its password or permission has to be renewed. It is safe to send again after that.',
      },
      busy: {
        why: 'Too much is being sent at the moment, so this was held back.',
        todo: 'Wait a minute, then try again.',
      },
      network: {
        why: 'The platform could not be reached, so nothing could be sent.',
        todo: 'Check the network connection. It is safe to try again.',
      },
    },
    refused: {
      busy: {
        title: 'Too much is being sent at the moment, so nothing was sent.',
        todo: 'Wait a minute, then send again.',
      },
      in_flight: {
        title: 'Somebody else is sending bubbles under this message right now.',
        todo: 'Wait a moment and look in the chat before you try again.',
      },
      invalid: {
        title: 'Something in the texts is not accepted, so nothing was sent.',
        todo: 'Go back and look at what you filled in; the details say where.',
      },
      console: {
        title: 'This console could not send just now. Nothing was sent.',
        todo: 'Try again in a moment. If it happens again, tell the colleague who runs the console.',
      },
    },
    lost: {
      title: 'It is not certain whether it was sent: this console stopped answering.',
      todo: 'Press “Ask again”. It finds out and sends nothing twice.',
    },
  },
  zh: {
    done: {
      title: (name) => `已完成。${name} 现在能在与机器人的聊天里看到这些气泡。`,
      todo: '不用再做什么。对方点击气泡后，气泡上的文字会作为他自己的消息发出。',
    },
    withoutBubbles: (name, why) => `消息已送达 ${name}，但没有气泡。${why}`,
    notDelivered: (why) => `没有送达。${why}`,
    messageUnknown: {
      title: '不能确定消息是否送达：没有及时收到回答。',
      todo: '可以放心再发一次：如果上次已经送达，消息不会出现两遍。',
    },
    bubblesUnknown: {
      title: '不能确定气泡是否送达：没有及时收到回答。',
      afterMessage: (name) => `消息已送达 ${name}，但不能确定气泡是否送达：没有及时收到回答。`,
      todo: '可以放心再试一次：气泡不会出现两遍，也能顺便得知上次是否已经送达。',
    },
    noId: {
      title: '消息已发出，但平台没有说明发到了哪里，所以没有气泡。',
      todo: '请把详情发给负责这个机器人的同事。',
    },
    notSent: {
      access: {
        why: '机器人没能通过平台的身份验证，所以没有发出任何内容。',
        todo: '请告诉负责这个机器人的同事，需要更新它的密钥或权限。处理好之后可以放心再发。',
      },
      busy: { why: '现在发送的内容太多，这次被暂时留住了。', todo: '等一分钟再试。' },
      network: {
        why: '连接不上平台，所以没有发出任何内容。',
        todo: '请检查网络连接，可以放心再试。',
      },
    },
    refused: {
      busy: { title: '现在发送的内容太多，没有发出任何内容。', todo: '等一分钟再发。' },
      in_flight: {
        title: '此刻有人正在给这条消息放气泡。',
        todo: '请稍等片刻，先到聊天里看一看，再决定是否重试。',
      },
      invalid: {
        title: '有些文字不符合要求，没有发出任何内容。',
        todo: '请返回检查填写的内容，详情里写明了是哪一处。',
      },
      console: {
        title: '控制台现在无法发送，没有发出任何内容。',
        todo: '请稍后再试。如果仍然这样，请告诉管理控制台的同事。',
      },
    },
    lost: {
      title: '不能确定是否发出：控制台没有回答。',
      todo: '请按“再问一次”，它会查明结果，不会重复发送。',
    },
  },
})
