import type { Definition } from './assumption-definition.ts'

/** The body of push_follow_up. */
export const ABOUT_BODIES = {
  order_of_checks: {
    values: ['state_first', 'content_first', 'age_before_latest'],
    description: {
      zh: '文档没有说明多项检查同时不通过时先报哪一个。默认先检查消息状态，最后检查气泡文字（230007）：文字是要添加的内容，多半到添加时才检查；“不是最新”（230006）先于“超过 600 秒”（230002），age_before_latest 则相反。',
      en: 'Which refusal wins when several apply is not documented. By default the state of the message is judged first and the texts of the bubbles (230007) last: they are what is to be added, so they are likely judged when it comes to adding. "Not the latest" (230006) comes before "older than 600 s" (230002); age_before_latest turns these two round.',
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
  trimming: {
    values: ['none', 'both_ends'],
    description: {
      zh: '计数前是否去掉首尾空白没有文档。默认不去掉：文字原样保存，原样发送。',
      en: 'Whether white space at both ends is taken away before counting is not documented. By default it stays: the text is kept and sent as it is.',
    },
  },
  blank_content: {
    values: ['refused', 'allowed'],
    description: {
      zh: '只含空白的气泡文字是否允许没有文档。默认拒绝：没有可以点的字，点击后也发不出空白消息。',
      en: 'Whether a bubble of white space alone is taken is not documented. Refused by default: there is nothing to click, and a click could not send an empty message.',
    },
  },
  line_breaks: {
    values: ['allowed', 'refused'],
    description: {
      zh: '气泡文字能否换行没有文档。默认允许：文档只限制长度。',
      en: 'Whether a bubble may hold line breaks is not documented. Allowed by default: the documentation limits the length only.',
    },
  },
  duplicate_language: {
    values: ['first_wins', 'last_wins', 'refused'],
    description: {
      zh: '同一气泡里同一语言出现两次会怎样没有文档。默认接受，并显示第一条：文档没有要求唯一。',
      en: 'What becomes of a language that comes twice in one bubble is not documented. By default it is taken and the first row is shown: nothing says that they must differ.',
    },
  },
  duplicate_bubbles: {
    values: ['allowed', 'refused'],
    description: {
      zh: '两个气泡文字相同是否允许没有文档。默认允许：文档没有要求不同。',
      en: 'Whether two bubbles may have the same text is not documented. Allowed by default: nothing says that they must differ.',
    },
  },
} as const satisfies Record<string, Definition>
