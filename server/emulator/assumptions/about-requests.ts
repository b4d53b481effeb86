/** The body of push_follow_up. */
export const ABOUT_BODIES = {
  order_of_checks: {
    values: ['state_first', 'content_first', 'message_before_fields', 'age_before_latest'],
    description: {
      zh: '多项检查同时不通过时先返回哪一项。默认先检查消息状态，最后检查气泡文字（230007）；“不是最新”（230006）先于“超过 600 秒”（230002）。message_before_fields 先检查消息，再检查请求体的字段。age_before_latest 交换最后两项的顺序。',
      en: 'Which error is returned if several apply. By default the message state is checked first and the texts (230007) last. "Not the latest" (230006) comes before "older than 600 s" (230002); message_before_fields checks the message before the fields of the body. age_before_latest swaps the two.',
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
  unknown_fields: {
    values: ['ignored', 'refused'],
    description: {
      zh: 'push_follow_up 的请求体含有文档没有的字段时如何处理。默认忽略：其他接口通常如此。',
      en: 'What happens if the body of push_follow_up has fields that are not documented. Default they are ignored, as is usual on other calls.',
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

/** Sending and reading messages. */
export const ABOUT_SENDING = {
  invalid_receive_id: {
    values: ['230001', '230034'],
    description: {
      zh: '接收人 ID 不存在或类型不符时的错误码。默认 230001，msg 带 ext=invalid receive_id：线上实测如此。文档写的是 230034。',
      en: 'The code for a receive_id that does not exist or is of another type. Default 230001 with ext=invalid receive_id: seen live. The documentation has 230034.',
    },
  },
  unknown_image_key: {
    values: ['refused', 'allowed'],
    description: {
      zh: '消息中的 image_key 未上传时如何处理。默认拒绝：文档要求先上传。单独的图片和富文本返回 230001，卡片返回 230099。',
      en: 'Whether a message may contain an image_key that was not uploaded. Default no, as documented: 230001 for images and posts, 230099 for cards.',
    },
  },
  system_scope: {
    values: ['230027', '99991672'],
    description: {
      zh: '应用没有 im:message:send_sys_msg 权限而发送系统消息时的错误码。默认 230027：“缺少相应权限”。',
      en: 'The code if an app sends a system message without the scope im:message:send_sys_msg. Default 230027: "Lack of necessary permissions."',
    },
  },
  reply_in_thread: {
    values: ['230071', 'ignored'],
    description: {
      zh: '回复时 reply_in_thread 为 true 的结果：模拟器没有话题。默认 230071，与不支持话题的会话相同。ignored 作为普通回复发送。',
      en: 'The result of a reply with reply_in_thread, because the emulator has no threads. Default 230071, as in a chat that does not support them. ignored sends a plain reply.',
    },
  },
  get_recalled: {
    values: ['item', '230110'],
    description: {
      zh: '获取已撤回的消息时返回什么。默认返回该消息，deleted 为 true：获取历史消息的文档如此。',
      en: 'The response to getting a recalled message. Default the message with deleted: true, as documented for listing messages.',
    },
  },
} as const

/** What stands in front of the calls. */
export const ABOUT_GATEWAY = {
  missing_call: {
    values: ['404', 'empty_success'],
    description: {
      zh: '模拟器没有的接口返回什么。默认与平台的未知路径相同：纯文本 404。empty_success 返回 {"code":0,"data":{}}，供机器人继续运行。',
      en: 'The response to a call that the emulator does not have. Default 404 in plain text, as the platform responds to an unknown path. empty_success returns {"code":0,"data":{}}, so that a bot can go on.',
    },
  },
  bot_ability_off: {
    values: ['11205', '11240', '230001'],
    description: {
      zh: '应用未启用机器人时 push_follow_up 的错误码。默认 11205：通用错误码表用它表示没有机器人。消息接口的 230006 在此另有含义。',
      en: 'The push_follow_up code for an app without a bot. Default 11205, as in the generic table. The 230006 of the message calls has another meaning here.',
    },
  },
  msg_ext: {
    values: ['appended', 'none'],
    description: {
      zh: 'msg 是否带有“, ext=…”的细节。默认带：线上实测如此，文档中的 msg 没有。不要比较 msg。',
      en: 'Whether msg ends with details, ", ext=…". Default yes: seen live, but not in the documentation. Never compare msg.',
    },
  },
  violation_path: {
    values: ['index', 'any_index'],
    description: {
      zh: 'field_violations 中数组的写法：follow_ups[0] 或 follow_ups[*]。默认带序号，可以定位字段。[*] 曾在其他接口上出现。',
      en: 'How field_violations name a place in an array: follow_ups[0] or follow_ups[*]. Default the index, which identifies the field. [*] was seen on another call.',
    },
  },
  large_body: {
    values: ['413', '400'],
    description: {
      zh: '请求体过大（一般 256 KB）时的 HTTP 状态码，错误码为 9499。默认 413：HTTP 标准如此。',
      en: 'The HTTP status for a body that is too large, usually over 256 KB; the code is 9499. Default 413, as HTTP defines it.',
    },
  },
  body_charset: {
    values: ['utf8', 'declared'],
    description: {
      zh: 'Content-Type 声明其他字符集时如何解码请求体。默认始终按 UTF-8：JSON 标准如此。',
      en: 'How a body is decoded if its Content-Type declares another charset. Default always UTF-8, as the JSON standard requires.',
    },
  },
  byte_order_mark: {
    values: ['accepted', 'refused'],
    description: {
      zh: '请求体以 BOM 开头时是否接受。默认接受。',
      en: 'Whether a body may start with a byte order mark. Default yes.',
    },
  },
  invalid_utf8: {
    values: ['replaced', 'refused'],
    description: {
      zh: '请求体含有无效的 UTF-8（例如 GBK 编码）时如何处理。默认替换为 U+FFFD，与 Go 的 JSON 解析一致。',
      en: 'What happens to bytes that are not UTF-8, such as GBK. Default U+FFFD replaces them, as in the JSON parser of Go.',
    },
  },
  duplicate_keys: {
    values: ['last_wins', 'refused'],
    description: {
      zh: 'JSON 对象中键重复时如何处理。默认后者有效：大多数解析器如此。',
      en: 'What happens if a JSON object has a key twice. Default the last one counts, as in most parsers.',
    },
  },
  bearer_case: {
    values: ['exact', 'any'],
    description: {
      zh: 'Authorization 的“Bearer”是否区分大小写。默认区分：文档只写 Bearer。',
      en: 'Whether "Bearer" in Authorization may be written in another case. Default no: the documentation has only Bearer.',
    },
  },
  wrong_secret: {
    values: ['10014', '10015'],
    description: {
      zh: 'app_secret 错误时的错误码。默认 10014“app secret invalid”：曾在线上出现。通用错误码表为 10015。',
      en: 'The code for a wrong app_secret. Default 10014 "app secret invalid", as recorded by a public client. The generic table has 10015.',
    },
  },
  plain_event_signature: {
    values: ['empty_key', 'none'],
    description: {
      zh: '应用没有 Encrypt Key 时，事件是否带签名请求头。默认带，用空密钥计算：否则官方 Python SDK 1.3.5 会返回 500。1.7.5 和其他 SDK 不检查。',
      en: 'Whether events have signature headers for an app without an Encrypt Key. Default yes, with an empty key: otherwise the official Python SDK 1.3.5 responds with 500. Its version 1.7.5 and the other SDKs do not check.',
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
      zh: '应用停用后，获取 token 的错误码。默认 10014，msg 为“app unauthorized”：通用错误码表如此。',
      en: 'The code if a disabled app requests a token. Default 10014 with the text "app unauthorized", as in the generic table.',
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
