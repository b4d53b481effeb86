import type { Bilingual } from '#contract/locale'

type Definition = {
  /** What can be chosen; the first is the default. */
  values: readonly [string, ...string[]]
  /** What is unknown, and why the default was chosen. */
  description: Bilingual
}

/** Everything that Feishu does not document and the emulator therefore had to choose. */
const DEFINITIONS = {
  order_of_checks: {
    values: ['state_first', 'content_first'],
    description: {
      zh: '文档没有说明多项检查同时不通过时先报哪一个。默认先检查消息状态，最后检查气泡文字（230007）：文字是要添加的内容，多半到添加时才检查。',
      en: 'Which refusal wins when several apply is not documented. By default the state of the message is judged first and the texts of the bubbles (230007) last: they are what is to be added, so they are likely judged when it comes to adding.',
    },
  },
  unreadable_body: {
    values: ['9499', '230001', '99992402'],
    description: {
      zh: '请求体不是 JSON 对象时的错误码没有文档。默认 9499：通用错误码表把它用于 JSON 格式错误。',
      en: 'The code for a body that is no JSON object is not documented. 9499 by default: the generic table gives it for broken JSON.',
    },
  },
  bad_field: {
    values: ['99992402', '230001'],
    description: {
      zh: '缺少必填字段、类型错误或语言不在 16 种之内时的错误码没有文档。默认 99992402：其他接口的字段不合定义时，网关就返回它。',
      en: 'The code for a missing field, a wrong type or an unlisted language is not documented. 99992402 by default: the gateway was seen to answer it on other calls where a field breaks its definition.',
    },
  },
  bad_count: {
    values: ['230001', '99992402', '230007'],
    description: {
      zh: '气泡不是 1–3 个、或语言行超过 50 条时的错误码没有文档。默认 230001：这是该接口自己的“参数错误”。',
      en: 'The code for other than 1–3 bubbles, or more than 50 language rows, is not documented. 230001 by default: the call has this code of its own for a bad parameter.',
    },
  },
  bad_content: {
    values: ['230007', '230001', '99992402'],
    description: {
      zh: '气泡文字为空或过长时的错误码没有文档。默认 230007：“气泡内容无效”最贴近字面意思。',
      en: 'The code for an empty or overlong bubble text is not documented. 230007 by default: "invalid follow up" says it most literally.',
    },
  },
  character_unit: {
    values: ['code_points', 'utf16_units', 'graphemes'],
    description: {
      zh: '“200 个字符”的单位没有文档。默认按 Unicode 码点计数：它介于另外两种算法之间，Go 和 Python 也这样计数。',
      en: 'What "200 characters" counts is not documented. Unicode code points by default: it lies between the two other ways, and Go and Python count so.',
    },
  },
  blank_content: {
    values: ['refused', 'allowed'],
    description: {
      zh: '只含空白的气泡文字是否允许没有文档。默认拒绝：没有可以点的字，点击后也发不出空白消息。',
      en: 'Whether a bubble of white space alone is taken is not documented. Refused by default: there is nothing to click, and a click could not send an empty message.',
    },
  },
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
      en: "Whether the bot's own newer message removes bubbles is not spelled out. It does so by default: the documentation says a new message removes them, whoever sent it.",
    },
  },
} as const satisfies Record<string, Definition>

type Name = keyof typeof DEFINITIONS

export type Assumptions = { [N in Name]: (typeof DEFINITIONS)[N]['values'][number] }

export const DEFAULT_ASSUMPTIONS = Object.fromEntries(
  Object.entries(DEFINITIONS).map(([name, { values }]) => [name, values[0]]),
) as Assumptions

/** The assumptions in force, as a person can read them. */
export function describeAssumptions(assumptions: Assumptions) {
  return (Object.keys(DEFINITIONS) as Name[]).map((name) => ({
    name,
    value: assumptions[name],
    values: DEFINITIONS[name].values,
    description: DEFINITIONS[name].description,
  }))
}
