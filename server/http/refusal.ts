import type { Context } from 'hono'
import { type Bilingual, type Locale, pickLocale } from '#contract/locale'
import type { Issue, Refusal, RefusalKind } from '#contract/refusal'
import { describeIssue } from '#contract/validation/api-hints'

export const REFUSAL_STATUS = {
  not_json: 400,
  too_large: 413,
  wrong_content_type: 415,
  wrong_host: 421,
  foreign_origin: 403,
  not_signed_in: 401,
  sign_in_failed: 401,
  too_many_tries: 429,
  not_allowed: 403,
  not_named: 403,
  waiting_for_approval: 409,
  invalid: 422,
  in_flight: 409,
  recent_delivery: 409,
  version_conflict: 409,
  rate_limited: 429,
  send_limit: 429,
  not_found: 404,
  read_only: 403,
  emulator_unreachable: 502,
  accounts_unreachable: 502,
  rejected_event: 401,
  others_listen: 409,
  not_recorded: 503,
  storage: 503,
  stopping: 503,
  internal: 500,
} as const satisfies Record<RefusalKind, number>

const SENTENCES: Record<RefusalKind, Bilingual> = {
  not_json: {
    zh: '请求体不是有效的 UTF-8 JSON。未发送。',
    en: 'The body is not valid JSON in UTF-8. Not sent.',
  },
  too_large: {
    zh: '请求体过大：上限 64 KB；新消息、场景和模板导入为 1 MB；列表为 8 MB 和 10,000 行。未发送。',
    en: 'The body is too large: up to 64 KB; 1 MB for a new message, a scenario or templates; 8 MB and 10,000 rows for a list. Not sent.',
  },
  wrong_content_type: {
    zh: 'Content-Type 必须是 application/json（UTF-8，不压缩）。未发送。',
    en: 'Content-Type must be application/json (UTF-8, not compressed). Not sent.',
  },
  wrong_host: {
    zh: '控制台不接受这个地址，请使用启动时打印的地址。',
    en: 'The console does not accept this address. Use the one printed at start.',
  },
  foreign_origin: {
    zh: '请求来自其他网站，已被拒绝。请使用控制台自己的页面。',
    en: 'The request comes from another site and was rejected. Use the pages of the console.',
  },
  not_signed_in: { zh: '请先登录。未执行任何操作。', en: 'Sign in first. Nothing was done.' },
  sign_in_failed: {
    zh: '登录失败：名称或密码不正确，或链接已失效。',
    en: 'Sign-in failed: wrong name or password, or the link has ended.',
  },
  too_many_tries: {
    zh: '尝试次数过多，请稍后再试。',
    en: 'Too many tries. Wait a while, then try again.',
  },
  not_allowed: {
    zh: '你没有此操作的权限，请联系管理员。未执行任何操作。',
    en: 'Your role does not allow this. Ask an admin. Nothing was done.',
  },
  not_named: {
    zh: '这是生产应用，只有被单独授权的人可以用它发送，请联系管理员。未发送。',
    en: 'This app is production: only people who were given a role for it by name can send with it. Ask an admin. Not sent.',
  },
  waiting_for_approval: {
    zh: '已提交审批，尚未发送。由另一位成员批准后立即发送。',
    en: 'Waiting for approval, not sent yet. It is sent once another person approves it.',
  },
  invalid: { zh: '请求无效，未发送。', en: 'Invalid request. Not sent.' },
  in_flight: {
    zh: '正在给这条消息发送气泡，请等待结果，不要重复发送。',
    en: 'Bubbles are being sent to this message. Wait for the result.',
  },
  recent_delivery: {
    zh: '10 分钟内已给此人发送过。未发送：确认后再发送。',
    en: 'This person got a message within the last 10 minutes. Not sent: confirm to send again.',
  },
  version_conflict: {
    zh: '其他人已保存了更新的版本。未保存：请先查看新版本。',
    en: 'Another person saved a newer version. Not saved: look at the newer one first.',
  },
  rate_limited: {
    zh: '已达到平台的限流（每秒 50 次、每分钟 1000 次），或平台要求等待。未发送，请稍后重试。',
    en: 'Rate limit reached (50 per second, 1000 per minute), or the platform asked to wait. Not sent: retry in a moment.',
  },
  send_limit: {
    zh: '已达到管理员设置的发送上限。未发送。',
    en: 'The send limit set by the operator is reached. Not sent.',
  },
  not_found: { zh: '地址不存在。', en: 'Not found.' },
  read_only: {
    zh: '此应用来自服务器的环境变量或模拟器，只能查看。请在服务器上修改，或新建应用。',
    en: 'This app comes from the environment of the server or from the emulator, and is read-only. Change it on the server, or add another app.',
  },
  emulator_unreachable: {
    zh: '模拟器没有返回可用的响应，请确认它正在运行。',
    en: 'The emulator returned no usable response. Check that it is running.',
  },
  accounts_unreachable: {
    zh: '平台没有返回可扫码的链接，未创建任何应用。',
    en: 'The platform returned no link to scan. No app was created.',
  },
  rejected_event: {
    zh: '无法确认此事件来自平台，未接收。',
    en: 'The event cannot be verified and was not taken.',
  },
  others_listen: {
    zh: '有其他客户端在监听此应用，它们会漏掉一部分事件。',
    en: 'Other clients of this app listen, and would miss some of the events.',
  },
  not_recorded: {
    zh: '无法写入发送记录，因此未发送。请检查数据目录的磁盘空间和权限，或数据库连接，然后重试。',
    en: 'The request could not be recorded, so it was not sent. Check the disk space and permissions of the data folder, or the database connection. Then retry.',
  },
  storage: {
    zh: '无法读写发送记录。请检查数据目录的磁盘空间和权限，或数据库连接，详见服务器日志。',
    en: 'The history can’t be read or written. Check the disk space and permissions of the data folder, or the database connection. See the log of the server.',
  },
  stopping: {
    zh: '控制台正在停止，未发送。请在重启后重试。',
    en: 'The console is stopping. Not sent: retry after the restart.',
  },
  internal: {
    zh: '控制台内部错误，详见服务器日志。如果正在发送，结果未知。',
    en: 'Internal error of the console. See the log of the server. If it was sending, the result is unknown.',
  },
}

export function refusalBody(error: RefusalKind, locale: Locale, issues: Issue[] = []): Refusal {
  return { error, message: SENTENCES[error][locale], issues }
}

/**
 * Responds with the contract's `Refusal`, its status and a message in the language of the request.
 * @param sentence replaces the usual message of this refusal
 */
export function refuse(
  c: Context,
  error: RefusalKind,
  issues: Issue[] = [],
  sentence?: Bilingual,
): Response {
  const locale = requestLocale(c)
  const body = refusalBody(error, locale, issues)
  return c.json({ ...body, ...(sentence && { message: sentence[locale] }) }, REFUSAL_STATUS[error])
}

/** Refuses a request because of one of its values, by the key of the hint. */
export function refuseValue(
  c: Context,
  path: string,
  key: Parameters<typeof describeIssue>[1],
): Response {
  return refuse(c, 'invalid', [describeIssue(path, key, requestLocale(c))])
}

/** The language of the console that the client prefers, by the q values of Accept-Language. */
export function requestLocale({ req }: Context): Locale {
  const tags = (req.header('accept-language') ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';')
    const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
    return { tag: tag.trim(), q: q === undefined ? 1 : Number(q) }
  })
  const wanted = tags.filter(({ q }) => q > 0).sort((a, b) => b.q - a.q)
  return pickLocale(wanted.map(({ tag }) => tag))
}
