import { addRemark, type ImportFindings } from '../findings.ts'
import { REASONS } from '../reasons.ts'
import type { ShellWord } from './shell-script.ts'

/**
 * The options of each tool by their effect: `name`, `name/letter`, with `=` if it takes a value. Most
 * effects are the names of reasons.
 * @see https://curl.se/docs/manpage.html
 * @see https://www.gnu.org/software/wget/manual/wget.html
 * @see https://github.com/larksuite/cli
 */
const OPTIONS = {
  curl: {
    data: 'data/d= data-raw= data-binary= data-ascii=',
    json: 'json=',
    header: 'header/H=',
    method: 'request/X=',
    url: 'url=',
    cookie: 'cookie/b=',
    secret_header: 'user/u= oauth2-bearer= proxy-user/U= cert/E= key= pass= netrc-file= aws-sigv4=',
    encoded: 'get/G data-urlencode= url-query= form/F= form-string=',
    file: 'upload-file/T= config/K= variable=',
    transport:
      'proxy/x= preproxy= socks5= socks5-hostname= socks4= resolve= connect-to= insecure/k unix-socket= interface= location/L retry= retry-all-errors request-target= path-as-is',
    harmless:
      'head/I silent/s show-error/S include/i verbose/v fail/f fail-with-body fail-early compressed output/o= remote-name/O max-time/m= connect-timeout= write-out/w= user-agent/A= referer/e= http1.0/0 http1.1 http2 http2-prior-knowledge http3 globoff/g no-progress-meter progress-bar/# trace= trace-ascii= trace-time dump-header/D= stderr= no-buffer/N tlsv1/1 tlsv1.2 tlsv1.3 ssl-no-revoke retry-delay= retry-max-time= keepalive-time= cacert= capath= ipv4/4 ipv6/6 raw disable/q no-keepalive expect100-timeout= proto= styled-output no-styled-output',
  },
  wget: {
    data: 'body-data= post-data=',
    body_file: 'body-file= post-file=',
    header: 'header=',
    method: 'method=',
    secret_header: 'user= password= http-user= http-password= certificate= private-key=',
    transport: 'no-check-certificate',
    harmless:
      'quiet/q output-document/O= server-response/S timeout/T= tries/t= user-agent/U= referer= verbose/v no-verbose content-on-error show-progress debug/d save-headers output-file/o=',
  },
  'lark-cli': { data: 'data/d=', params: 'params=', harmless: 'as= format= output/o= dry-run' },
} satisfies Record<string, Record<string, string>>

export type Tool = keyof typeof OPTIONS
type Effect = { [T in Tool]: keyof (typeof OPTIONS)[T] }[Tool]
export type CommandArgument = { option: string; effect: Effect; value: ShellWord | null }

/** Returns each option of a tool by its name and by its letter. */
function tableOf(tool: Tool): Map<string, { effect: Effect; hasValue: boolean }> {
  const table = new Map<string, { effect: Effect; hasValue: boolean }>()
  for (const [effect, list] of Object.entries<string>(OPTIONS[tool])) {
    for (const [, name = '', letter, value] of list.matchAll(/([\w.-]+)(?:\/(.))?(=?)/g)) {
      const option = { effect: effect as Effect, hasValue: value === '=' }
      table.set(`--${name}`, option)
      if (letter) table.set(`-${letter}`, option)
    }
  }
  return table
}

/** Splits the arguments of a command into options and other words. */
export function parseArguments(
  words: readonly ShellWord[],
  tool: Tool,
  findings: ImportFindings,
): { given: CommandArgument[]; rest: ShellWord[] } {
  const table = tableOf(tool)
  const given: CommandArgument[] = []
  const rest: ShellWord[] = []
  const waiting = [...words].reverse()
  for (let word = waiting.pop(); word; word = waiting.pop()) {
    const { text } = word
    if (!text.startsWith('-') || text === '-') {
      if (text.trim() !== '') rest.push(word)
      continue
    }
    // Several letters may share one dash; the rest of the word is the value of the first that takes one.
    const [, long, value, letter = '', more] =
      /^(?:(--[^=]*)(?:=([\s\S]*))?|(-[\s\S])([\s\S]*))$/.exec(text) ?? []
    const name = long ?? letter
    const glued = value ?? (more || undefined)
    // curl accepts `--no-` before a switch.
    const option = table.get(name) ?? table.get(name.replace(/^--no-/, '--'))
    if (!option)
      addRemark(findings, name.replace(/[^\w.-]/g, '?').slice(0, 40), REASONS.unknown_option)
    else if (!option.hasValue) {
      given.push({ option: name, effect: option.effect, value: null })
      if (more) waiting.push({ ...word, text: `-${more}` })
    } else {
      const argument = glued === undefined ? (waiting.pop() ?? null) : { ...word, text: glued }
      if (argument === null) addRemark(findings, name, REASONS.unknown_option)
      given.push({ option: name, effect: option.effect, value: argument })
    }
  }
  return { given, rest }
}
