import type { Bilingual } from '#contract/locale'

/** The action that solves the problem; `none` if the user cannot solve it or nothing is needed. */
export type Remedy = 'new_message' | 'fix_texts' | 'other_person' | 'wait' | 'none'

/** The cause of an error and what to do, without technical terms. */
export type Cause = { why: Bilingual; todo: Bilingual; remedy: Remedy }

const ASK_FOR_ACCESS: Bilingual = {
  zh: '请机器人的管理员把对方加入可用范围。在此之前，重试不会成功。',
  en: 'Ask the administrator of the bot to make it available to this person. Until then, retrying will not help.',
}
const SEND_NEW: Bilingual = {
  zh: '改为发送新消息，气泡会显示在新消息下方。',
  en: 'Send a new message with the bubbles instead.',
}
const LOOK_AT_TEXTS: Bilingual = {
  zh: '请返回检查填写的文字：不能为空，也不能太长。如果没有问题，请联系模板的维护者。',
  en: 'Go back and check what you filled in: nothing empty, nothing too long. If it looks right, ask the author of the template.',
}
const ASK_ADMINISTRATOR: Bilingual = {
  zh: '请把详情发给机器人的管理员。',
  en: 'Show the details to the administrator of the bot.',
}
const CHOOSE_ANOTHER: Bilingual = {
  zh: '请返回核对接收人，或换一种方式查找。',
  en: 'Go back and check the recipient, or search in another way.',
}

/** The codes of push_follow_up. */
export const PUSH_CAUSES: Readonly<Record<number, Cause>> = {
  230001: {
    why: { zh: '平台不接受这些气泡的内容。', en: 'The platform did not accept the bubbles.' },
    todo: LOOK_AT_TEXTS,
    remedy: 'fix_texts',
  },
  230002: {
    why: {
      zh: '消息发出已超过 10 分钟，不能再发送气泡。',
      en: 'The message is older than 10 minutes and can no longer take bubbles.',
    },
    todo: SEND_NEW,
    remedy: 'new_message',
  },
  230003: {
    why: {
      zh: '消息不在与机器人的单聊里，气泡只能发送到单聊。',
      en: 'The message is not in a one-to-one chat with the bot. Bubbles work only there.',
    },
    todo: SEND_NEW,
    remedy: 'new_message',
  },
  230004: {
    why: {
      zh: '机器人看不到这条消息：可能已被撤回，或由其他机器人发送。',
      en: 'The bot can’t see the message. It may be recalled or from another bot.',
    },
    todo: SEND_NEW,
    remedy: 'new_message',
  },
  230005: {
    why: {
      zh: '对方不在机器人的可用范围内。',
      en: 'The bot is not available to this person.',
    },
    todo: ASK_FOR_ACCESS,
    remedy: 'none',
  },
  230006: {
    why: {
      zh: '会话里有更新的消息，气泡只能发送到最新一条消息下方。',
      en: 'The chat has a newer message. Bubbles go only under the latest one.',
    },
    todo: SEND_NEW,
    remedy: 'new_message',
  },
  230007: {
    why: {
      zh: '平台不接受某个气泡的文字。',
      en: 'The platform did not accept the text of a bubble.',
    },
    todo: LOOK_AT_TEXTS,
    remedy: 'fix_texts',
  },
  230008: {
    why: {
      zh: '这条消息已有气泡，每条消息只能发送一次。',
      en: 'The message already has bubbles. It accepts them only once.',
    },
    todo: {
      zh: '如果会话里的气泡正确，无需其他操作；要换成其他气泡，请发送新消息。',
      en: 'If the chat shows the right bubbles, you are done. For other bubbles, send a new message.',
    },
    remedy: 'new_message',
  },
}

/** The codes of create_message. */
export const CREATE_CAUSES: Readonly<Record<number, Cause>> = {
  230006: {
    why: {
      zh: '应用没有启用机器人，无法发送消息。',
      en: 'The bot of the app is disabled and can’t send.',
    },
    todo: ASK_ADMINISTRATOR,
    remedy: 'none',
  },
  230013: {
    why: {
      zh: '对方不在机器人的可用范围内。',
      en: 'The bot is not available to this person.',
    },
    todo: ASK_FOR_ACCESS,
    remedy: 'none',
  },
  230020: {
    why: {
      zh: '短时间内给同一个人发送了太多消息。',
      en: 'Too many messages were sent to this person in a short time.',
    },
    todo: { zh: '请等一分钟再发送。', en: 'Wait a minute, then send again.' },
    remedy: 'wait',
  },
  230025: {
    why: { zh: '消息太长。', en: 'The message is too long.' },
    todo: { zh: '请缩短消息。', en: 'Shorten the message.' },
    remedy: 'fix_texts',
  },
  230028: {
    why: {
      zh: '消息没有通过平台的内容审核。',
      en: 'The message did not pass the content review of the platform.',
    },
    todo: { zh: '请换一种说法。', en: 'Rephrase it.' },
    remedy: 'fix_texts',
  },
  230029: {
    why: { zh: '对方已离职，无法接收消息。', en: 'This person has left the company.' },
    todo: CHOOSE_ANOTHER,
    remedy: 'other_person',
  },
  230034: {
    why: { zh: '没有找到接收人。', en: 'The recipient was not found.' },
    todo: CHOOSE_ANOTHER,
    remedy: 'other_person',
  },
  230053: {
    why: {
      zh: '对方已设置不接收这个机器人的消息。',
      en: 'This person blocks messages from the bot.',
    },
    todo: {
      zh: '请用其他方式联系对方。',
      en: 'Contact them in another way.',
    },
    remedy: 'none',
  },
}

/** The codes that any call can return. */
export const COMMON_CAUSES: Readonly<Record<number, Cause>> = {
  99991400: {
    why: {
      zh: '当前发送量过大，平台要求稍后再试。',
      en: 'Too many messages are being sent. The platform asks to wait.',
    },
    todo: { zh: '请等一分钟再发送。', en: 'Wait a minute, then send again.' },
    remedy: 'wait',
  },
  99991672: {
    why: {
      zh: '机器人没有发送权限。',
      en: 'The bot has no permission to send.',
    },
    todo: ASK_ADMINISTRATOR,
    remedy: 'none',
  },
}

/** The cause of any other code. */
export const OTHER_CAUSE: Cause = {
  why: { zh: '平台拒绝了这次发送。', en: 'The platform rejected this.' },
  todo: ASK_ADMINISTRATOR,
  remedy: 'none',
}

/** The cause of a failed call. */
export function causeOf(endpoint: 'push_follow_up' | 'create_message', code: number | null): Cause {
  const own = endpoint === 'push_follow_up' ? PUSH_CAUSES : CREATE_CAUSES
  return (code === null ? undefined : (own[code] ?? COMMON_CAUSES[code])) ?? OTHER_CAUSE
}
