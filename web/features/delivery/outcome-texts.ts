import { defineTexts } from '../../i18n/texts.ts'

/** The outcome of a delivery in plain sentences. */
export const outcomeTexts = defineTexts({
  en: {
    running: (name: string) => `Sending to ${name}…`,
    runningTodo: 'It goes on even if you leave this page.',
    sent: (name: string) => `Sent to ${name}.`,
    sentTodo: 'A clicked bubble is sent as a message from the recipient.',
    recalled: (name: string) => `The message to ${name} was recalled.`,
    recalledTodo: 'It is no longer in the chat.',
    notRecalled: (name: string) => `The message to ${name} could not be recalled.`,
    notRecalledTodo:
      'It is still in the chat. The bot may recall messages for a limited time only.',
    recallUnknown: (name: string) => `It is unknown whether the message to ${name} was recalled.`,
    recallUnknownTodo: 'It is safe to try again.',
    withoutBubbles: (name: string, why: string) =>
      `The message reached ${name}, but without bubbles. ${why}`,
    notDelivered: (why: string) => `Nothing was delivered. ${why}`,
    bubblesLeft: 'They were not sent yet.',
    bubblesLost: 'The chat was checked: they did not arrive.',
    finishTodo: 'Finish sending: it adds the bubbles and repeats nothing.',
    messageUnknown: (name: string) => `It is unknown whether the message reached ${name}.`,
    messageUnknownTodo: 'Finish sending: the message never appears twice.',
    readsChat: 'Finish sending: it reads the chat first, and the message never appears twice.',
    tooLate:
      'The platform can no longer tell. Check the chat, and record in the history what you see.',
    bubblesUnknown: {
      alone: (name: string) => `It is unknown whether the bubbles reached ${name}.`,
      afterMessage: (name: string) =>
        `The message reached ${name}. It is unknown whether the bubbles did.`,
      todo: 'Finish sending: bubbles never appear twice.',
    },
    noId: (name: string) =>
      `The message reached ${name}, but its ID is unknown. It has no bubbles.`,
    noIdTodo: 'Copy the report for the administrator of the bot.',
    neverTried: 'It was not sent yet.',
    seenUndelivered: 'The chat was checked: it did not arrive.',
    notSent: {
      access: {
        why: 'The platform rejected the bot’s credentials.',
        todo: 'Tell the administrator of the bot: its credentials or permissions must be renewed.',
      },
      busy: { why: 'Too many messages are being sent.', todo: 'Wait a minute, then try again.' },
      network: {
        why: 'The platform could not be reached.',
        todo: 'Check the network connection. It is safe to try again.',
      },
    },
    refused: {
      busy: {
        title: 'Not sent: too many messages are being sent.',
        todo: 'Wait until the button is ready, then try again.',
      },
      in_flight: {
        title: 'Not sent: someone else is adding bubbles to this message right now.',
        todo: 'Check the chat before you try again.',
      },
      invalid: {
        title: 'Not sent: some texts are not accepted.',
        todo: 'Check what you filled in.',
      },
      console: {
        title: 'Not sent: the console could not send.',
        todo: 'Try again in a moment. If it fails again, tell the administrator of the console.',
      },
    },
    waitsForApproval: '“Sent today” shows it too. This updates once someone decides.',
    refusedContinue: 'This did not change what was sent before.',
    signIn: {
      title: 'Not sent: sign in again.',
      todo: 'Sign in in another tab, then send. What you typed is kept.',
    },
    signInUnknown: {
      title: 'Sign in again to see whether it was sent.',
      todo: 'Sign in in another tab, then check again. Nothing is sent twice.',
    },
    lost: {
      title: 'It is unknown whether it was sent: the console did not respond.',
      todo: 'Check again: it finds out and sends nothing twice.',
    },
  },
  zh: {
    running: (name) => `正在发送给“${name}”…`,
    runningTodo: '离开此页面也会继续。',
    sent: (name) => `已发送给“${name}”。`,
    sentTodo: '对方点击气泡后，气泡文字会作为对方的消息发出。',
    recalled: (name) => `发给“${name}”的消息已撤回。`,
    recalledTodo: '会话里不再显示这条消息。',
    notRecalled: (name) => `发给“${name}”的消息未能撤回。`,
    notRecalledTodo: '消息仍在会话里。机器人只能在限定时间内撤回消息。',
    recallUnknown: (name) => `无法确定发给“${name}”的消息是否已撤回。`,
    recallUnknownTodo: '可以放心重试。',
    withoutBubbles: (name, why) => `消息已送达“${name}”，但没有气泡。${why}`,
    notDelivered: (why) => `未送达。${why}`,
    bubblesLeft: '气泡尚未发送。',
    bubblesLost: '已查看会话：气泡未送达。',
    finishTodo: '点击“完成发送”：只补发气泡，不会重复发送。',
    messageUnknown: (name) => `无法确定消息是否已送达“${name}”。`,
    messageUnknownTodo: '点击“完成发送”：消息不会重复出现。',
    readsChat: '点击“完成发送”：会先读取会话，消息不会重复出现。',
    tooLate: '平台已无法告知结果。请查看会话，并在历史中记录所见。',
    bubblesUnknown: {
      alone: (name) => `无法确定气泡是否已送达“${name}”。`,
      afterMessage: (name) => `消息已送达“${name}”，但无法确定气泡是否已送达。`,
      todo: '点击“完成发送”：气泡不会重复出现。',
    },
    noId: (name) => `消息已送达“${name}”，但消息 ID 未知，因此没有气泡。`,
    noIdTodo: '请复制报告，发给机器人的管理员。',
    neverTried: '尚未发送。',
    seenUndelivered: '已查看会话：消息未送达。',
    notSent: {
      access: {
        why: '平台拒绝了机器人的凭证。',
        todo: '请告诉机器人的管理员：需要更新凭证或权限。',
      },
      busy: { why: '当前发送量过大。', todo: '请等一分钟再试。' },
      network: { why: '无法连接平台。', todo: '请检查网络连接，可以放心重试。' },
    },
    refused: {
      busy: { title: '未发送：当前发送量过大。', todo: '请等按钮可用后重试。' },
      in_flight: {
        title: '未发送：有人正在给这条消息发送气泡。',
        todo: '请先查看会话，再决定是否重试。',
      },
      invalid: { title: '未发送：有文字不符合要求。', todo: '请检查填写的内容。' },
      console: {
        title: '未发送：控制台无法发送。',
        todo: '请稍后重试。如果仍然失败，请告诉控制台的管理员。',
      },
    },
    waitsForApproval: '也显示在“今日已发送”中，有决定后这里会更新。',
    refusedContinue: '此前已发送的内容没有变化。',
    signIn: {
      title: '未发送：请重新登录。',
      todo: '请在另一个标签页登录后再发送，已填写的内容会保留。',
    },
    signInUnknown: {
      title: '请重新登录，以查明是否已发送。',
      todo: '请在另一个标签页登录后重新查询，不会重复发送。',
    },
    lost: {
      title: '无法确定是否已发送：控制台没有响应。',
      todo: '请点击“重新查询”，它会查明结果，不会重复发送。',
    },
  },
})
