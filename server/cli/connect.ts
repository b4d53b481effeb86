import { setTimeout } from 'node:timers/promises'
import { generate } from 'lean-qr'
import type { Doctor } from '#contract/checks'
import type { Connection } from '#contract/connections/connection'
import { BRANDS, type Profile } from '#contract/profile'
import { type CliCommand, EXIT, parseOptions, type Terminal, UsageError } from './command.ts'
import { type ConnectTarget, ConsoleError, connectThrough } from './console-client.ts'

const POLL_MS = 1_000

/** `connect`: shows a link to scan, waits for the approval, prints the app and its checks. */
export const connectCommand: CliCommand = async (args, terminal) => {
  const { locale, print, complain, env } = terminal
  const given = parseOptions(args, {
    brand: { type: 'string' },
    profile: { type: 'string' },
    console: { type: 'string' },
    direct: { type: 'boolean' },
  })
  const brand = BRANDS.find((one) => one === (given.brand ?? 'feishu'))
  if (!brand) {
    throw new UsageError({
      en: '--brand must be feishu, lark or emulator.',
      zh: '--brand 应为 feishu、lark 或 emulator。',
    })
  }
  if (given.direct && given.console !== undefined) {
    throw new UsageError({
      en: 'Use --console or --direct, not both.',
      zh: '--console 和 --direct 只能使用一个。',
    })
  }
  const url = given.console ?? `http://127.0.0.1:${env.PORT?.trim() || '4310'}`
  try {
    const target = given.direct
      ? await (await import('./connect-directly.ts')).openDirectly(terminal)
      : connectThrough(url, terminal)
    try {
      const { profile: asked } = given
      const started = await target.start({ brand, ...(asked !== undefined && { profile: asked }) })
      complain(describeLink(started, terminal))
      const connection = await waitFor(target, started, complain)
      const id = connection.state === 'approved' ? connection.profile : null
      const profile = id === null ? undefined : await target.profile(id)
      const checks = profile && (await target.check(profile.id)).checks
      if (given.json) print(JSON.stringify({ connection, profile, checks }))
      else print(describeEnd(connection, profile, checks ?? []))
      return connection.state === 'approved' ? EXIT.success : EXIT.refused
    } finally {
      await target.close()
    }
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error
    if (given.json) print(JSON.stringify({ error: error.message }))
    else complain(error.message)
    return EXIT.not_sent
  }

  function describeEnd(
    { detail, notice }: Connection,
    profile: Profile | undefined,
    checks: Doctor['checks'],
  ): string {
    const lines = [detail, ...(notice ? [notice.text] : [])]
    if (profile) lines.push(`${profile.name} · ${profile.app_id} · ${profile.id}`)
    const marks = locale === 'zh' ? MARKS.zh : MARKS.en
    for (const { name, status, detail: found } of checks) {
      lines.push(`  ${marks[status]}  ${name}  ${found}`)
    }
    return lines.join('\n')
  }
}

const MARKS = {
  en: { pass: 'passed     ', fail: 'failed     ', not_checked: 'not checked' },
  zh: { pass: '通过  ', fail: '未通过', not_checked: '未检测' },
}

/** Reports each new notice once. */
async function waitFor(
  target: ConnectTarget,
  started: Connection,
  complain: Terminal['complain'],
): Promise<Connection> {
  let shown = ''
  for (let connection = started; ; connection = await target.read(started.id)) {
    const { state, notice } = connection
    if (state !== 'waiting') return connection
    if (notice && notice.text !== shown) complain(notice.text)
    shown = notice?.text ?? ''
    await setTimeout(POLL_MS)
  }
}

function describeLink(
  { verification_url, user_code, expires_at, detail }: Connection,
  { locale }: Terminal,
): string {
  const until = new Date(expires_at).toLocaleTimeString(locale === 'zh' ? 'zh-CN' : 'en')
  const valid = locale === 'zh' ? `有效至 ${until}` : `valid until ${until}`
  return [drawQr(verification_url), verification_url, `${user_code} · ${valid}`, detail].join('\n')
}

/** Draws a QR code with half blocks, two modules high a line, for a terminal with a dark background. */
function drawQr(text: string): string {
  const code = generate(text)
  const isLight = (x: number, y: number) => !code.get(x, y)
  const lines: string[] = []
  for (let y = -2; y < code.size + 2; y += 2) {
    let line = ''
    for (let x = -2; x < code.size + 2; x += 1) {
      const [upper, lower] = [isLight(x, y), isLight(x, y + 1)]
      line += upper ? (lower ? '█' : '▀') : lower ? '▄' : ' '
    }
    lines.push(line)
  }
  return lines.join('\n')
}
