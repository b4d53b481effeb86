import type { Bilingual } from '#contract/locale'

/** Why a part of the pasted text was not imported. */
export const REASONS = {
  empty: { zh: '没有内容。', en: 'There is nothing in it.' },
  too_large: {
    zh: '内容超过 4 MB，没有读取。',
    en: 'It is larger than 4 MB and was not read.',
  },
  unreadable: {
    zh: '看不出这是什么：既不是 curl、HTTP 请求、HAR、JSON，也不是认识的代码。',
    en: 'What this is could not be told: no curl, HTTP request, HAR or JSON, and no code that is known here.',
  },
  share_link: {
    zh: '这是分享链接：请直接在浏览器中打开它。',
    en: 'This is a share link: open it in the browser instead.',
  },
  no_bubbles: { zh: '其中没有气泡（follow_ups）。', en: 'It holds no bubbles (follow_ups).' },
  no_push: {
    zh: '其中没有 push_follow_up 请求。',
    en: 'It holds no request of push_follow_up.',
  },
  several_requests: {
    zh: '有多个 push_follow_up 请求，取最后一个。',
    en: 'It holds several requests of push_follow_up: the last one is taken.',
  },
  several_bodies: {
    zh: '有多处不同的气泡内容，取最后一处。',
    en: 'It holds bubbles in several places, and they differ: the last ones are taken.',
  },
  several_templates: {
    zh: '有多个模板，取第一个。',
    en: 'It holds several templates: the first one is taken.',
  },
  several_exchanges: {
    zh: '有多条发送记录，取最新的一条。',
    en: 'It holds several exchanges: the newest one is taken.',
  },
  older_versions: {
    zh: '模板的旧版本没有取用，只取最新版本。',
    en: 'Older versions of the template are left out: only the newest is taken.',
  },
  several_ids: {
    zh: '有多个不同的 message_id，一个也没有取。',
    en: 'It names several message_ids, and none of them was taken.',
  },
  id_shape: {
    zh: '不是有效的 message_id（应以 om_ 开头），没有取用。',
    en: 'Not a valid message_id (om_…), so it was not taken.',
  },
  message_of_user: {
    zh: '这个事件里是用户发来的消息；气泡只能加在机器人发的消息下面。',
    en: 'The message of this event was written by a user; bubbles go under a message of the bot.',
  },
  other_url: {
    zh: '不是 push_follow_up 的地址。',
    en: 'Not the address of push_follow_up.',
  },
  unreadable_url: { zh: '无法读取这个地址。', en: 'This address cannot be read.' },
  query_parameter: {
    zh: '这个接口没有查询参数，没有取用。',
    en: 'The call has no query parameters, so it was not taken.',
  },
  other_method: {
    zh: '方法不是 POST；控制台总是用 POST 发送。',
    en: 'The method is not POST; the console always sends POST.',
  },
  content_type: {
    zh: '内容类型不是 JSON；控制台总是发送 JSON。',
    en: 'The content type is not JSON; the console always sends JSON.',
  },
  header: { zh: '控制台不发送这个请求头。', en: 'The console does not send this header.' },
  secret_header: {
    zh: '这个请求头可能含有凭据，已丢弃。',
    en: 'This header may hold a credential and was thrown away.',
  },
  body_not_json: { zh: '请求体不是 JSON。', en: 'The body is not JSON.' },
  body_missing: { zh: '没有请求体。', en: 'There is no body.' },
  broken_json: {
    zh: 'JSON 有语法错误，读到这里为止。',
    en: 'The JSON is broken: it could be read up to here.',
  },
  unknown_field: { zh: '没有这个字段，没有取用。', en: 'There is no such field: it was left out.' },
  repeated_field: {
    zh: '这个字段出现了不止一次，取最后一个。',
    en: 'This field occurs more than once: the last one is taken.',
  },
  not_text: { zh: '应为字符串，没有取用。', en: 'This should be a string and was left out.' },
  not_list: { zh: '应为数组，没有取用。', en: 'This should be a list and was left out.' },
  not_object: { zh: '应为对象，没有取用。', en: 'This should be an object and was left out.' },
  missing_text: { zh: '缺少这个字段，留空。', en: 'This is missing and is left empty.' },
  expression: {
    zh: '这里是变量或表达式，运行程序才知道它的值，没有取用。',
    en: 'A variable or an expression stands here, whose value only the running program knows: left out.',
  },
  too_involved: {
    zh: '这段代码太复杂，只读取了一部分。',
    en: 'This program is too involved: only a part of it was read.',
  },
  redacted_text: {
    zh: '这段内容在导出时已遮盖，不是原文。',
    en: 'A part of this was masked when it was exported; it is not the original text.',
  },
  secret_in_text: {
    zh: '这里含有粘贴内容中的凭据，已遮盖。',
    en: 'A credential of the paste stood in here and was masked.',
  },
  file: {
    zh: '内容在另一个文件里，粘贴的文字中没有。',
    en: 'Its content is in a file that is not part of the paste.',
  },
  url_encoded: {
    zh: '它会对内容做 URL 编码；这个接口要的是 JSON，没有取用。',
    en: 'It URL-encodes its content, and the call wants JSON: left out.',
  },
  form: {
    zh: '它发送表单；这个接口要的是 JSON，没有取用。',
    en: 'It sends a form, and the call wants JSON: left out.',
  },
  as_query: {
    zh: '它把数据放进查询参数，而不是请求体。',
    en: 'It puts the data into the query instead of the body.',
  },
  transport: {
    zh: '它改变请求的去向或传输方式；控制台有自己的设置。',
    en: 'It changes where or how the request travels; the console has settings of its own.',
  },
  unknown_option: { zh: '不认识这个选项。', en: 'This option is not known here.' },
  extra_word: { zh: '多出来的内容，没有取用。', en: 'This is left over and was not taken.' },
  option_value: { zh: '这个选项缺少值。', en: 'This option has no value.' },
  unclosed: { zh: '引号没有闭合。', en: 'A quote is not closed.' },
  unknown_escape: {
    zh: '不认识这个转义，按原样保留。',
    en: 'This escape is not known here and was kept as it stands.',
  },
} satisfies Record<string, Bilingual>
