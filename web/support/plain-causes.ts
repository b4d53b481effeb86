import type { Bilingual } from '#contract/locale'

/** The action that solves the problem; `none` if the user cannot solve it or nothing is needed. */
export type Remedy = 'new_message' | 'fix_texts' | 'other_person' | 'wait' | 'none'

/** The cause of an error and what to do, without technical terms. */
export type Cause = { why: Bilingual; todo: Bilingual; remedy: Remedy }

const ASK_FOR_ACCESS: Bilingual = {
  zh: '请联系负责这个机器人的同事，把对方加入可以使用它的人员范围。在那之前再发也不会成功。',
  en: 'Ask the colleague who looks after the bot to add them to the people who may use it. Until then, sending again will not help.',
}
const SEND_NEW: Bilingual = {
  zh: '改为发送一条新消息，气泡会跟在新消息下面。',
  en: 'Send a new message instead: the bubbles come along with it.',
}
const LOOK_AT_TEXTS: Bilingual = {
  zh: '请返回检查填写的文字：不能是空白，也不要太长。看起来都没问题的话，请联系负责模板的同事。',
  en: 'Go back and look at what you filled in: nothing blank, nothing very long. If it all looks right, ask the colleague who looks after the templates.',
}
const ASK_ADMINISTRATOR: Bilingual = {
  zh: '请把详情发给负责这个机器人的同事。',
  en: 'Show the details to the colleague who looks after the bot.',
}
const CHOOSE_ANOTHER: Bilingual = {
  zh: '请返回核对选择的人，或换一种方式查找。',
  en: 'Go back and check whom you chose, or look for them in another way.',
}

/** The codes of push_follow_up. */
export const PUSH_CAUSES: Readonly<Record<number, Cause>> = {
  230001: {
    why: { zh: '气泡的内容没有被接受。', en: 'The bubbles were not accepted as they are.' },
    todo: LOOK_AT_TEXTS,
    remedy: 'fix_texts',
  },
  230002: {
    why: {
      zh: '太晚了：那条消息发出已超过 10 分钟，不能再放气泡。',
      en: 'It was too late: that message is more than 10 minutes old and takes no bubbles any more.',
    },
    todo: SEND_NEW,
    remedy: 'new_message',
  },
  230003: {
    why: {
      zh: '那条消息不在机器人与对方的单独聊天里，气泡只能放在单独聊天中。',
      en: 'That message is not in the one-to-one chat with the bot, the only place where bubbles work.',
    },
    todo: SEND_NEW,
    remedy: 'new_message',
  },
  230004: {
    why: {
      zh: '机器人看不到那条消息，它可能已被撤回，或者是别的机器人发的。',
      en: 'The bot cannot see that message: it may have been recalled, or be another bot’s.',
    },
    todo: SEND_NEW,
    remedy: 'new_message',
  },
  230005: {
    why: {
      zh: '对方不在可以使用这个机器人的人员范围内。',
      en: 'This person is not among the people who may use the bot.',
    },
    todo: ASK_FOR_ACCESS,
    remedy: 'none',
  },
  230006: {
    why: {
      zh: '聊天里刚刚有了更新的消息，气泡只能放在最新一条消息下面。',
      en: 'Somebody has just written something newer in the chat, and bubbles only go under the latest message.',
    },
    todo: SEND_NEW,
    remedy: 'new_message',
  },
  230007: {
    why: {
      zh: '平台不接受其中某个气泡的文字。',
      en: 'The platform does not accept the text of one of the bubbles.',
    },
    todo: LOOK_AT_TEXTS,
    remedy: 'fix_texts',
  },
  230008: {
    why: {
      zh: '这条消息下面已经有气泡了，每条消息只能放一次。',
      en: 'There are bubbles under that message already, and a message takes them only once.',
    },
    todo: {
      zh: '如果聊天里的气泡就是想要的，不用再做什么；要换成别的，请发送一条新消息。',
      en: 'If the chat shows what you wanted, there is nothing left to do; for other bubbles, send a new message.',
    },
    remedy: 'new_message',
  },
}

/** The codes of create_message. */
export const CREATE_CAUSES: Readonly<Record<number, Cause>> = {
  230006: {
    why: {
      zh: '这个应用没有启用机器人，发不了消息。',
      en: 'The app’s bot is switched off, so it cannot send anything.',
    },
    todo: ASK_ADMINISTRATOR,
    remedy: 'none',
  },
  230013: {
    why: {
      zh: '对方不在可以使用这个机器人的人员范围内。',
      en: 'This person is not among the people who may use the bot.',
    },
    todo: ASK_FOR_ACCESS,
    remedy: 'none',
  },
  230020: {
    why: {
      zh: '短时间内给同一个人发了太多消息。',
      en: 'Too many messages went to the same person in a short time.',
    },
    todo: { zh: '等一分钟再发。', en: 'Wait a minute, then send again.' },
    remedy: 'wait',
  },
  230025: {
    why: { zh: '消息太长了。', en: 'The message is too long.' },
    todo: { zh: '请缩短消息的文字。', en: 'Shorten the text of the message.' },
    remedy: 'fix_texts',
  },
  230028: {
    why: {
      zh: '消息的内容没有通过平台的审核。',
      en: 'The text of the message did not pass the platform’s review.',
    },
    todo: { zh: '请换一种说法。', en: 'Say it in other words.' },
    remedy: 'fix_texts',
  },
  230029: {
    why: { zh: '对方已经离职，收不到消息。', en: 'This person has left the company.' },
    todo: CHOOSE_ANOTHER,
    remedy: 'other_person',
  },
  230034: {
    why: { zh: '找不到这个人。', en: 'This person could not be found.' },
    todo: CHOOSE_ANOTHER,
    remedy: 'other_person',
  },
  230053: {
    why: {
      zh: '对方已设置不再接收这个机器人的消息。',
      en: 'This person has chosen not to get messages from the bot.',
    },
    todo: {
      zh: '请用其他方式联系对方。',
      en: 'Reach them in another way.',
    },
    remedy: 'none',
  },
}

/** The codes that any call can return. */
export const COMMON_CAUSES: Readonly<Record<number, Cause>> = {
  99991400: {
    why: {
      zh: '现在发送的人太多，平台请大家稍等。',
      en: 'Too much is being sent at the moment, and the platform asks to wait.',
    },
    todo: { zh: '等一分钟再发。', en: 'Wait a minute, then send again.' },
    remedy: 'wait',
  },
  99991672: {
    why: {
      zh: '这个机器人还没有获得发送的权限。',
      en: 'The bot has not been given permission to do this.',
    },
    todo: ASK_ADMINISTRATOR,
    remedy: 'none',
  },
}

/** The cause of any other code. */
export const OTHER_CAUSE: Cause = {
  why: { zh: '平台没有接受这次发送。', en: 'The platform did not accept this.' },
  todo: ASK_ADMINISTRATOR,
  remedy: 'none',
}

/** The cause of a failed call. */
export function causeOf(endpoint: 'push_follow_up' | 'create_message', code: number | null): Cause {
  const own = endpoint === 'push_follow_up' ? PUSH_CAUSES : CREATE_CAUSES
  return (code === null ? undefined : (own[code] ?? COMMON_CAUSES[code])) ?? OTHER_CAUSE
}
