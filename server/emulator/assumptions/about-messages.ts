/** What a message is, and when its bubbles are seen. */
export const ABOUT_MESSAGES = {
  message_id_shape: {
    values: ['x100b', 'hex'],
    description: {
      zh: '新消息 ID 的形式。默认 om_x100b 加 27 位十六进制，与目前线上一致。hex 为旧形式：om_ 加 32 位十六进制，见于文档示例。',
      en: 'The shape of new message IDs. Default om_x100b and 27 hex digits, as seen live today. hex is the older one, om_ and 32 hex digits, as in the examples of the documentation.',
    },
  },
  unknown_message: {
    values: ['99992354', '230001', '230004'],
    description: {
      zh: 'message_id 不存在时的错误码。默认 99992354：其他消息接口实测如此。',
      en: 'The code for an unknown message_id. Default 99992354: seen on other message calls.',
    },
  },
  users_own_message: {
    values: ['230001', '230004'],
    description: {
      zh: '消息由用户发送时的错误码。默认 230001：消息可见，但参数错误。',
      en: 'The code for a message sent by the user. Default 230001: it is visible, but the wrong parameter.',
    },
  },
  age_boundary: {
    values: ['allowed', 'refused'],
    description: {
      zh: '恰好 600 秒的消息是否过期。默认不过期：文档写的是“超过 600 秒”。',
      en: 'Whether a message of exactly 600 s has expired. Default no: the documentation says "more than" 600 s.',
    },
  },
  bot_message_removes_bubbles: {
    values: ['yes', 'no'],
    description: {
      zh: '机器人的新消息是否移除旧气泡。默认移除：文档说“有新消息”时消失，不区分发送者。',
      en: 'Whether a newer message of the bot removes bubbles. Default yes: the documentation says any new message does.',
    },
  },
  recalled_is_latest: {
    values: ['yes', 'no'],
    description: {
      zh: '已撤回的消息是否仍是最新消息。默认是：它仍在会话记录中，标为已撤回。已消失的气泡不会恢复。',
      en: 'Whether a recalled message still counts as the latest. Default yes: it stays in the chat, marked as recalled. Removed bubbles never come back.',
    },
  },
  recalled_message: {
    values: ['230001', '230004', '99992354'],
    description: {
      zh: '给已撤回的消息发送气泡时的错误码。默认 230001：消息存在，但不可用。',
      en: 'The code for a recalled message. Default 230001: the message exists, but is not usable.',
    },
  },
  edited_is_latest: {
    values: ['no', 'yes'],
    description: {
      zh: '编辑旧消息后，它是否成为最新消息。默认否：编辑不改变消息的位置和时间。',
      en: 'Whether an edited message becomes the latest. Default no: an edit keeps its position and time.',
    },
  },
  edit_removes_bubbles: {
    values: ['no', 'yes'],
    description: {
      zh: '编辑消息后，气泡是否消失。默认保留：编辑不是新消息。',
      en: 'Whether an edit removes the bubbles. Default no: an edit is not a new message.',
    },
  },
  system_message_counts: {
    values: ['yes', 'no'],
    description: {
      zh: '系统分割线（msg_type 为 system）是否算新消息。默认算：它也有 message_id。',
      en: 'Whether a system divider (msg_type system) counts as a newer message. Default yes: it has a message_id.',
    },
  },
  message_types: {
    values: ['any', 'text_post_card'],
    description: {
      zh: '哪些类型的消息可以带气泡。默认所有类型：文档没有限制。text_post_card 对其他类型返回 230001。',
      en: 'Which message types take bubbles. Default any: the documentation has no restriction. text_post_card returns 230001 for other types.',
    },
  },
  external_user: {
    values: ['allowed', '230003', '230005'],
    description: {
      zh: '与外部租户用户的单聊能否发送气泡。默认可以：文档只要求单聊。',
      en: 'Whether bubbles work in a chat with a user of another tenant. Default yes: only a one-to-one chat is required.',
    },
  },
  fallback_language: {
    values: ['content', 'english_first', 'first_row'],
    description: {
      zh: '气泡缺少用户语言时显示什么。默认显示 content，即默认文字。其他选项先用 en_us 或第一行。',
      en: 'What a user sees if their language is missing. Default content, the default text. The others try en_us or the first row first.',
    },
  },
  click_message_type: {
    values: ['text', 'post'],
    description: {
      zh: '点击气泡产生的消息类型。默认 text：气泡只有文字。',
      en: 'The type of the message that a click sends. Default text: a bubble is plain text.',
    },
  },
  click_marker: {
    values: ['none', 'parent_id'],
    description: {
      zh: '点击产生的消息是否带有标记。默认没有：文档要求应用自行比较文字。parent_id 使它像是对该消息的回复。',
      en: 'Whether a click is marked in its message. Default none: the app has to compare texts. parent_id makes it look like a reply.',
    },
  },
} as const
