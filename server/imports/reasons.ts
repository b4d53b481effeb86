import type { Bilingual } from '#contract/locale'

/** Why a part of the pasted text was not imported. */
export const REASONS = {
  empty_list: { zh: '气泡列表是空的。', en: 'The list of bubbles is empty.' },
  joined_lines: {
    zh: '这里的续行符有误，已按同一条命令读取。',
    en: 'The line continuation is broken here; read as one command.',
  },
  broken_character: {
    zh: '有无法解码的字符（�），请检查文件编码。',
    en: 'A character was lost in decoding (�). Check the encoding of the file.',
  },
  broken_encoding: {
    zh: '文件不是 UTF-8、带 BOM 的 UTF-16 或 GB18030 编码，没有读取。',
    en: 'The file is not UTF-8, UTF-16 with a byte order mark, or GB18030. It was not read.',
  },
  binary_file: {
    zh: '这是二进制文件，或不带 BOM 的 UTF-16 文件，没有读取。',
    en: 'It is a binary file, or UTF-16 without a byte order mark. It was not read.',
  },
  gb18030: {
    zh: '文件不是 UTF-8，已按 GB18030 解码。',
    en: 'The file is not UTF-8; it was decoded as GB18030.',
  },
  encrypted: {
    zh: '事件已加密，需要用 Encrypt Key 解密后再粘贴。',
    en: 'The event is encrypted. Decrypt it with the Encrypt Key, then paste it.',
  },
  postman_1: {
    zh: '这是 Postman Collection v1，请导出为 v2.1。',
    en: 'This is a Postman collection of version 1: export it as 2.1.',
  },
  language: {
    zh: '不支持读取此语言的代码，请粘贴 JSON 或 curl。',
    en: 'Code in this language is not read. Paste JSON or curl.',
  },
  too_long: {
    zh: '代码、脚本或 YAML 过长，没有读取。',
    en: 'The code, script or YAML is too long and was not read.',
  },
  variable: {
    zh: '这里有文件中没有值的变量。',
    en: 'Contains a variable that has no value in the file.',
  },
  empty: { zh: '没有内容。', en: 'It is empty.' },
  too_large: { zh: '内容超过 4 MB，没有读取。', en: 'It is larger than 4 MB and was not read.' },
  unreadable: {
    zh: '无法识别。请粘贴 curl、HTTP、HAR、JSON 或代码。',
    en: 'Not recognized. Paste curl, HTTP, HAR, JSON or code.',
  },
  share_link: {
    zh: '这是分享链接，请直接在浏览器中打开。',
    en: 'This is a share link. Open it in the browser.',
  },
  no_bubbles: { zh: '没有气泡（follow_ups）。', en: 'No bubbles (follow_ups) found.' },
  no_push: { zh: '没有 push_follow_up 请求。', en: 'No push_follow_up request found.' },
  several_requests: {
    zh: '有多个 push_follow_up 请求，已导入最后一个。',
    en: 'Several push_follow_up requests: the last one is imported.',
  },
  several_bodies: {
    zh: '有多处不同的气泡，已导入最后一处。',
    en: 'Several different lists of bubbles: the last one is imported.',
  },
  several_items: {
    zh: '有多条，已导入第一条。',
    en: 'There are several: the first one is imported.',
  },
  older_versions: {
    zh: '只导入了模板的最新版本。',
    en: 'Only the latest version of the template is imported.',
  },
  several_ids: {
    zh: '有多个不同的消息 ID，请选择一个。',
    en: 'Several different message IDs: choose one.',
  },
  lone_id: {
    zh: '请求中没有写明消息 ID，已采用文字中唯一的一个。',
    en: 'The call does not state its message ID: the only one in the text is used.',
  },
  no_id: {
    zh: '消息 ID 在运行时才确定，文字中没有。',
    en: 'The message ID is known only at run time and is not in the text.',
  },
  id_shape: {
    zh: '不是有效的消息 ID（应以 om_ 开头）。',
    en: 'Not a valid message ID (om_…).',
  },
  message_of_user: {
    zh: '事件中的消息由用户发送，气泡只能发送到机器人的消息下方。',
    en: 'The message of this event is from a user. Bubbles go under a bot message.',
  },
  other_url: { zh: '不是 push_follow_up 的地址。', en: 'Not the URL of push_follow_up.' },
  unreadable_url: { zh: '无法读取此地址。', en: 'This URL cannot be read.' },
  query_parameter: { zh: '该接口没有查询参数。', en: 'The call has no query parameters.' },
  other_method: {
    zh: '方法不是 POST，控制台始终使用 POST。',
    en: 'The method is not POST. The console always uses POST.',
  },
  content_type: {
    zh: '内容类型不是 JSON，控制台始终发送 JSON。',
    en: 'The content type is not JSON. The console always sends JSON.',
  },
  header: { zh: '控制台不发送此请求头。', en: 'The console does not send this header.' },
  secret_header: {
    zh: '此请求头可能含有凭证，已移除。',
    en: 'This header may contain a credential and was removed.',
  },
  body_not_json: { zh: '请求体不是 JSON。', en: 'The body is not JSON.' },
  body_missing: { zh: '没有请求体。', en: 'There is no body.' },
  broken_json: { zh: 'JSON 从这里开始无效。', en: 'The JSON is invalid from here.' },
  unknown_field: { zh: '未知字段。', en: 'Unknown field.' },
  repeated_field: {
    zh: '字段重复，已导入最后一个。',
    en: 'Repeated field: the last one is imported.',
  },
  not_text: { zh: '应为字符串。', en: 'Must be a string.' },
  not_list: { zh: '应为数组。', en: 'Must be an array.' },
  not_object: { zh: '应为对象。', en: 'Must be an object.' },
  missing_text: { zh: '缺少此字段，已留空。', en: 'Missing; left empty.' },
  expression: {
    zh: '这是变量或表达式，其值在运行时才确定。',
    en: 'A variable or expression: its value is known only at run time.',
  },
  too_involved: {
    zh: '代码过于复杂，只读取了一部分。',
    en: 'The code is too complex: only a part was read.',
  },
  redacted_text: {
    zh: '这段内容在导出时已遮盖，不是原文。',
    en: 'Masked in the export; this is not the original text.',
  },
  secret_in_text: { zh: '此处含有凭证，已遮盖。', en: 'Contains a credential, now masked.' },
  file: {
    zh: '内容在另一个文件中，不在粘贴的文字里。',
    en: 'Its content is in another file, not in the paste.',
  },
  encoded: {
    zh: '会发送表单或 URL 编码的内容，但该接口需要 JSON。',
    en: 'It sends a form or URL-encodes the content, but the call needs JSON.',
  },
  as_query: {
    zh: '会把数据放入查询参数，而不是请求体。',
    en: 'It puts the data into the query, not the body.',
  },
  transport: {
    zh: '会改变请求的目标或传输方式，控制台有自己的设置。',
    en: 'It changes the transport of the request. The console has its own settings.',
  },
  unknown_option: { zh: '未知选项。', en: 'Unknown option.' },
  extra_word: { zh: '多余的内容。', en: 'Extra content.' },
  option_value: { zh: '选项缺少值。', en: 'The option has no value.' },
  unclosed: { zh: '引号未闭合。', en: 'A quote is not closed.' },
} satisfies Record<string, Bilingual>
