/** What a message is, and when its bubbles are seen. */
export const ABOUT_MESSAGES = {
  unknown_message: {
    values: ['99992354', '230001', '230004'],
    description: {
      zh: 'message_id 不存在时的错误码没有文档。默认 99992354：其他消息接口实测如此。',
      en: 'The code for a message_id that does not exist is not documented. 99992354 by default: other message calls were seen to answer it.',
    },
  },
  users_own_message: {
    values: ['230001', '230004'],
    description: {
      zh: '对用户发送的消息添加气泡会得到什么没有文档，只说必须是机器人发送的消息。默认 230001：消息是可见的，只是参数选错了。',
      en: 'What a message sent by the user is answered is not documented, only that the bot must have sent it. 230001 by default: the message is visible, it is the wrong parameter.',
    },
  },
  age_boundary: {
    values: ['allowed', 'refused'],
    description: {
      zh: '恰好 600 秒的消息是否过期没有写明。默认仍可添加：文档写“超过 600 秒”才过期。',
      en: 'Whether a message of exactly 600 s has expired is not spelled out. Still allowed by default: the documentation says "more than" 600 s.',
    },
  },
  bot_message_removes_bubbles: {
    values: ['yes', 'no'],
    description: {
      zh: '机器人自己的新消息是否让旧气泡消失没有写明。默认消失：文档说“有新消息”时消失，没有区分是谁发的。',
      en: "Whether the bot's own newer message removes bubbles is not spelled out. It does so by default: the documentation says a new message removes them, no matter who sent it.",
    },
  },
  recalled_is_latest: {
    values: ['yes', 'no'],
    description: {
      zh: '撤回后的消息是否仍算“最新一条”没有文档。默认仍算：它还留在会话记录里，只是标为已撤回。已经消失的气泡不会因此回来。',
      en: 'Whether a recalled message still counts as the latest is not documented. It does by default: it stays in the history, marked as recalled. Bubbles that have vanished do not come back either way.',
    },
  },
  recalled_message: {
    values: ['230001', '230004', '99992354'],
    description: {
      zh: '对已撤回的消息添加气泡会得到什么没有文档。默认 230001：消息存在，只是不能再用。',
      en: 'What a recalled message is answered is not documented. 230001 by default: the message exists, it is only of no use any more.',
    },
  },
  edited_is_latest: {
    values: ['no', 'yes'],
    description: {
      zh: '编辑一条旧消息是否让它成为“最新一条”没有文档。默认不会：编辑不改变消息的位置和发送时间。',
      en: 'Whether an edit makes an older message the latest is not documented. It does not by default: an edit leaves place and time of sending as they were.',
    },
  },
  edit_removes_bubbles: {
    values: ['no', 'yes'],
    description: {
      zh: '编辑带气泡的消息后气泡是否消失没有文档。默认保留：编辑不是新消息。',
      en: 'Whether the bubbles of a message vanish when it is edited is not documented. They stay by default: an edit is no new message.',
    },
  },
  system_message_counts: {
    values: ['yes', 'no'],
    description: {
      zh: '系统分割线（msg_type 为 system）是否算作新消息没有文档。默认算：它和其他消息一样有 message_id。',
      en: 'Whether a system divider (msg_type system) counts as a newer message is not documented. It does by default: it has a message_id like any other.',
    },
  },
  message_types: {
    values: ['any', 'text_post_card'],
    description: {
      zh: '哪些类型的消息可以带气泡没有文档。默认都可以：文档没有限制，已知的机器人用文本和卡片。text_post_card 对其他类型返回 230001。',
      en: 'Which types of message take bubbles is not documented. Any by default: nothing restricts them, and known bots use text and cards. text_post_card answers 230001 to the others.',
    },
  },
  external_user: {
    values: ['allowed', '230003', '230005'],
    description: {
      zh: '与外部租户用户的单聊能否添加气泡没有文档。默认可以：文档只要求单聊。',
      en: 'Whether a one-to-one chat with a user of another tenant takes bubbles is not documented. It does by default: only a one-to-one chat is asked for.',
    },
  },
  fallback_language: {
    values: ['content', 'english_first', 'first_row'],
    description: {
      zh: '气泡没有用户的语言时显示什么没有文档。默认显示 content：它就是默认文字。',
      en: 'What a user sees whose language a bubble lacks is not documented. content by default: it is the default text. The others try the en_us row, or the first row, before it.',
    },
  },
  click_message_type: {
    values: ['text', 'post'],
    description: {
      zh: '点击气泡产生的消息是什么类型没有文档。默认 text：气泡只有一段文字。',
      en: 'The type of the message that a click sends is not documented. text by default: a bubble is but one text.',
    },
  },
  click_marker: {
    values: ['none', 'parent_id'],
    description: {
      zh: '点击产生的消息是否带有标记没有文档。默认没有：文档只让应用自己比较文字。parent_id 让它像是对该消息的回复。',
      en: 'Whether anything marks the message that a click sends is not documented. Nothing by default: the documentation has the app compare the text itself. parent_id makes it look like a reply to the message.',
    },
  },
} as const
