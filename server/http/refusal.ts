import type { Context } from 'hono'
import { type Bilingual, type Locale, pickLocale } from '#contract/locale'
import type { Issue, Refusal, RefusalKind } from '#contract/refusal'

export const REFUSAL_STATUS = {
  not_json: 400,
  too_large: 413,
  wrong_content_type: 415,
  wrong_host: 421,
  foreign_origin: 403,
  invalid: 422,
  in_flight: 409,
  rate_limited: 429,
  not_found: 404,
  read_only: 403,
  emulator_unreachable: 502,
  not_recorded: 503,
  storage: 503,
  stopping: 503,
  internal: 500,
} as const satisfies Record<RefusalKind, number>

const SENTENCES: Record<RefusalKind, Bilingual> = {
  not_json: {
    zh: '请求体不是合法的 UTF-8 JSON，请检查后重发。没有发出任何内容。',
    en: 'The body is not valid JSON in UTF-8: fix it and send again. Nothing was sent on.',
  },
  too_large: {
    zh: '请求体过大（上限 64 KB，新消息、场景文件和模板导入 1 MB），请缩短后重发。没有发出任何内容。',
    en: 'The body is too large (64 KB at most, 1 MB for a new message, a scenario or an import of templates): shorten it and send again. Nothing was sent on.',
  },
  wrong_content_type: {
    zh: 'Content-Type 必须是 application/json（UTF-8、不压缩）。没有发出任何内容。',
    en: 'Content-Type must be application/json (UTF-8, not compressed). Nothing was sent on.',
  },
  wrong_host: {
    zh: '本控制台不使用这个地址，请用启动时打印的地址打开。',
    en: 'The console does not go by this address: open the one that it printed at start.',
  },
  foreign_origin: {
    zh: '请求来自其他网站，已拒绝。请在控制台自己的页面里操作。',
    en: 'The request comes from another site and was refused: use the console’s own page.',
  },
  invalid: {
    zh: '有些值不符合要求，见 issues。没有发出任何内容。',
    en: 'Some values are not accepted, see issues. Nothing was sent on.',
  },
  in_flight: {
    zh: '这条消息正在发送中，请等它的结果，不要重复发送。',
    en: 'This message is being sent right now: wait for its outcome instead of sending twice.',
  },
  rate_limited: {
    zh: '已达到平台的频率限制（每秒 50 次、每分钟 1000 次），或平台要求先等一等。没有发出任何内容，稍后可以再发。',
    en: 'The platform’s rate limit is reached (50 a second, 1000 a minute), or the platform asked to wait. Nothing was sent: send again in a moment.',
  },
  not_found: {
    zh: '没有这个地址。',
    en: 'There is nothing at this address.',
  },
  read_only: {
    zh: '这个 profile 来自服务器的环境变量（或内置模拟器），在这里只能查看。请在服务器上修改，或新建一个 profile。',
    en: 'This profile comes from the server’s environment (or is the emulator’s own) and is read-only here: change it on the server, or add a profile of your own.',
  },
  emulator_unreachable: {
    zh: '模拟器没有给出可用的回答，请确认它正在运行。',
    en: 'The emulator gave no usable answer: check that it is running.',
  },
  not_recorded: {
    zh: '没能把这次发送写入账本，所以没有发出任何内容。请检查数据目录的磁盘空间和权限（或数据库连接），然后再发。',
    en: 'This send could not be written to the ledger, so nothing was sent. Check the disk space and permissions of the data folder (or the database connection), then send again.',
  },
  storage: {
    zh: '账本现在无法读写。请检查数据目录的磁盘空间和权限（或数据库连接），详情见服务器的日志。',
    en: 'The ledger cannot be read or written right now. Check the disk space and permissions of the data folder (or the database connection); the server’s log says more.',
  },
  stopping: {
    zh: '控制台正在停止，不再接受发送。没有发出任何内容，重启后请再发。',
    en: 'The console is stopping and takes no more sends. Nothing was sent: send again once it is back.',
  },
  internal: {
    zh: '控制台内部出错，详情见服务器的日志。若正在发送，结果未知。',
    en: 'The console failed inside, see the server’s log. If a send was running, its outcome is unknown.',
  },
}

export function refusalBody(error: RefusalKind, locale: Locale, issues: Issue[] = []): Refusal {
  return { error, message: SENTENCES[error][locale], issues }
}

/** Responds with the contract's `Refusal`, its status and a message in the language of the request. */
export function refuse(c: Context, error: RefusalKind, issues: Issue[] = []): Response {
  return c.json(refusalBody(error, requestLocale(c), issues), REFUSAL_STATUS[error])
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
