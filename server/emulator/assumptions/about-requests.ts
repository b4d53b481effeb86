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
} as const

/** What stands in front of the calls. */
export const ABOUT_GATEWAY = {
  bot_ability_off: {
    values: ['11205', '11240', '230001'],
    description: {
      zh: '应用未开启机器人能力时 push_follow_up 返回什么没有文档。默认 11205：通用错误码表用它表示应用没有机器人。消息接口自己的 230006 在这里另有含义。',
      en: 'What push_follow_up answers an app without bot ability is not documented. 11205 by default: the generic table has it for an app without a bot. The 230006 of the message calls means something else here.',
    },
  },
  disabled_app: {
    values: ['99991662', '99991673'],
    description: {
      zh: '应用被停用后，仍未过期的 token 会得到哪个错误码没有文档。默认 99991662：它的说明就是应用未启用。',
      en: 'Which code a token still running is answered once its app is disabled is not documented. 99991662 by default: its text says that the app is not in use.',
    },
  },
  disabled_app_token: {
    values: ['10014', '10005'],
    description: {
      zh: '应用被停用后获取 token 会得到哪个错误码没有文档。默认 10014：通用错误码表把它写作“app unauthorized”。',
      en: 'Which code a disabled app is answered when it asks for a token is not documented. 10014 by default: the generic table words it "app unauthorized".',
    },
  },
  undocumented_http_status: {
    values: ['400', '200'],
    description: {
      zh: '文档和实测都没有给出某些错误码的 HTTP 状态码。默认 400：已知的业务错误码都是它。',
      en: 'For some codes no HTTP status is documented or was seen. 400 by default: the known refusals have it.',
    },
  },
  rate_limiter: {
    values: ['window', 'bucket', 'off'],
    description: {
      zh: '限频是按固定时间窗还是令牌桶计算没有文档。默认按时间窗：文档以“每秒、每分钟次数”描述，且响应头给出重置秒数。off 关闭限频，仅供压力测试。',
      en: 'Whether limits are counted in fixed windows or by a token bucket is not documented. Windows by default: they are stated as calls per second and per minute, and a header tells the seconds to the reset. off turns them off, for load tests.',
    },
  },
} as const
