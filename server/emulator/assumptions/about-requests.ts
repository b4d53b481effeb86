/** The body of push_follow_up. */
export const ABOUT_BODIES = {
  order_of_checks: {
    values: ['state_first', 'content_first', 'age_before_latest'],
    description: {
      zh: '多项检查同时不通过时先返回哪一项。默认先检查消息状态，最后检查气泡文字（230007）；“不是最新”（230006）先于“超过 600 秒”（230002）。age_before_latest 交换后两项的顺序。',
      en: 'Which error is returned if several apply. By default the message state is checked first and the texts (230007) last. "Not the latest" (230006) comes before "older than 600 s" (230002); age_before_latest swaps the two.',
    },
  },
  unreadable_body: {
    values: ['9499', '230001', '99992402'],
    description: {
      zh: '请求体不是 JSON 对象时的错误码。默认 9499：通用错误码表用它表示 JSON 格式错误。',
      en: 'The code for a body that is not a JSON object. Default 9499: the generic table uses it for invalid JSON.',
    },
  },
  bad_field: {
    values: ['99992402', '230001'],
    description: {
      zh: '缺少字段、类型错误或语言不支持时的错误码。默认 99992402：其他接口实测由网关返回它。',
      en: 'The code for a missing field, a wrong type or an unsupported language. Default 99992402: seen from the gateway on other calls.',
    },
  },
  bad_count: {
    values: ['230001', '99992402', '230007'],
    description: {
      zh: '气泡不是 1–3 个，或语言超过 50 行时的错误码。默认 230001：该接口自己的“参数错误”。',
      en: 'The code for other than 1–3 bubbles, or more than 50 language rows. Default 230001: the "bad parameter" code of this call.',
    },
  },
  bad_content: {
    values: ['230007', '230001', '99992402'],
    description: {
      zh: '气泡文字为空或过长时的错误码。默认 230007：“气泡内容无效”最接近字面意思。',
      en: 'The code for an empty or too long text. Default 230007: "invalid follow up" is the closest.',
    },
  },
  character_unit: {
    values: ['code_points', 'utf16_units', 'graphemes'],
    description: {
      zh: '“200 个字符”的计数方式。默认按 Unicode 码点：介于另外两种之间，与 Go 和 Python 一致。',
      en: 'What "200 characters" counts. Default Unicode code points: between the other two, and as in Go and Python.',
    },
  },
  trimming: {
    values: ['none', 'both_ends'],
    description: {
      zh: '计数前是否去掉首尾空白。默认不去掉：文字原样保存和发送。',
      en: 'Whether leading and trailing white space is removed before counting. Default no: texts are kept as they are.',
    },
  },
  blank_content: {
    values: ['refused', 'allowed'],
    description: {
      zh: '是否允许仅含空白的文字。默认拒绝：点击后无法发送空白消息。',
      en: 'Whether a text of only white space is accepted. Default no: a click can’t send an empty message.',
    },
  },
  line_breaks: {
    values: ['allowed', 'refused'],
    description: {
      zh: '气泡文字能否换行。默认允许：文档只限制长度。',
      en: 'Whether a text may contain line breaks. Default yes: the documentation limits only the length.',
    },
  },
  duplicate_language: {
    values: ['first_wins', 'last_wins', 'refused'],
    description: {
      zh: '同一气泡中语言重复时如何处理。默认接受并显示第一行：文档没有要求唯一。',
      en: 'What happens if a language appears twice in a bubble. By default the first row is shown: uniqueness is not required.',
    },
  },
  duplicate_bubbles: {
    values: ['allowed', 'refused'],
    description: {
      zh: '是否允许两个气泡文字相同。默认允许：文档没有要求不同。',
      en: 'Whether two bubbles may have the same text. Default yes: uniqueness is not required.',
    },
  },
} as const

/** What stands in front of the calls. */
export const ABOUT_GATEWAY = {
  bot_ability_off: {
    values: ['11205', '11240', '230001'],
    description: {
      zh: '应用未启用机器人时 push_follow_up 的错误码。默认 11205：通用错误码表用它表示没有机器人。消息接口的 230006 在此另有含义。',
      en: 'The push_follow_up code for an app without a bot. Default 11205, as in the generic table. The 230006 of the message calls has another meaning here.',
    },
  },
  disabled_app: {
    values: ['99991662', '99991673'],
    description: {
      zh: '应用停用后，未过期的 token 得到的错误码。默认 99991662：其说明为应用未启用。',
      en: 'The code for a valid token of a disabled app. Default 99991662: its text says that the app is not enabled.',
    },
  },
  disabled_app_token: {
    values: ['10014', '10005'],
    description: {
      zh: '应用停用后，获取 token 的错误码。默认 10014：通用错误码表称之为“app unauthorized”。',
      en: 'The code if a disabled app requests a token. Default 10014: "app unauthorized" in the generic table.',
    },
  },
  undocumented_http_status: {
    values: ['400', '200'],
    description: {
      zh: '文档和实测都未给出的 HTTP 状态码。默认 400：与已知的业务错误码一致。',
      en: 'The HTTP status of codes for which none is known. Default 400, as for the known business errors.',
    },
  },
  rate_limiter: {
    values: ['window', 'bucket', 'off'],
    description: {
      zh: '限流按固定时间窗还是令牌桶计算。默认按时间窗：文档写的是每秒、每分钟次数，响应头返回重置秒数。off 关闭限流，仅用于压力测试。',
      en: 'Whether limits use fixed windows or a token bucket. Default windows: limits are per second and minute, with a reset header. off disables them, for load tests.',
    },
  },
} as const
