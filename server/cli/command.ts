import { readFile, stat } from 'node:fs/promises'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Outcome } from '#contract/exchange-filter'
import { type Bilingual, type Locale, pickLocale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import { decodeFile } from '#imports/decode-file'

/** What a command reads and writes; a test passes its own. */
export type Terminal = {
  env: Readonly<Record<string, string | undefined>>
  locale: Locale
  /** Writes to standard output. */
  print: (text: string) => void
  /** Writes to standard error. */
  complain: (text: string) => void
  /** Returns all of standard input, or null if it is longer than `limit` bytes. */
  readInput: (limit: number) => Promise<Uint8Array | null>
  /** Standard input piece by piece, for a command that reads it while it runs. */
  stdin?: AsyncIterable<Uint8Array> & { destroy?: () => unknown }
}

/** Parses its own arguments, runs and returns the exit code. */
export type CliCommand = (args: readonly string[], terminal: Terminal) => Promise<number>

/** An error of the input, at `line:column` of its file if it has one. */
type InputIssue = Issue & { place?: string }

/** An invalid command line or input; `issues` lists each error by its path. */
export class UsageError extends Error {
  readonly text: Bilingual
  readonly issues: readonly InputIssue[]

  constructor(text: Bilingual, issues: readonly InputIssue[] = []) {
    super(text.en)
    this.name = 'UsageError'
    this.text = text
    this.issues = issues
  }
}

/** The exit codes of the process, which scripts rely on. */
export const EXIT = {
  success: 0,
  /** The platform returned a code other than 0. */
  refused: 1,
  /** Invalid usage or input; nothing was sent. */
  usage: 2,
  /** No connection or no token: nothing was sent, so a retry is safe. */
  not_sent: 3,
  /** The call was sent and its response was lost; it is never repeated automatically. */
  unknown: 4,
  /** The app is a production app: nothing was sent until the command is repeated with --confirm-production. */
  confirmation: 10,
  /** An error in this program. */
  bug: 70,
} as const

export function exitCodeOf({ outcome, code }: { outcome: Outcome; code: number | null }): number {
  if (outcome === 'answered') return code === 0 ? EXIT.success : EXIT.refused
  return outcome === 'unknown' ? EXIT.unknown : EXIT.not_sent
}

type CliOptions = NonNullable<ParseArgsConfig['options']>

const COMMON_OPTIONS = {
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/**
 * Parses the options of one command.
 * @throws {UsageError} if an option is unknown, repeated or lacks its value, and for other arguments
 */
export function parseOptions<O extends CliOptions>(args: readonly string[], options: O) {
  try {
    const given = parseArgs({
      args: [...args],
      options: { ...COMMON_OPTIONS, ...options },
      tokens: true,
    })
    const names = given.tokens.flatMap((token) => (token.kind === 'option' ? token.name : []))
    const twice = names.find((name, at) => names.indexOf(name) !== at)
    if (twice !== undefined) {
      throw new UsageError({ en: `--${twice} is given twice.`, zh: `--${twice} 只能使用一次。` })
    }
    return given.values
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(describeParseError(error))
  }
}

/** Describes an error of `parseArgs` by its code; names options, never their values. */
function describeParseError(error: unknown): Bilingual {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? error.code : ''
  const [option = ''] = /-{1,2}[\w-]+/.exec(message) ?? []
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return { en: `Unknown option ${option}.`, zh: `未知的选项 ${option}。` }
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return { en: 'Unexpected argument.', zh: '多余的参数。' }
    default:
      return {
        en: `${option}: a value is missing or not allowed.`,
        zh: `${option}：缺少值，或不允许有值。`,
      }
  }
}

/**
 * Returns the value of a required option.
 * @throws {UsageError} if it is missing
 */
export function required(value: string | undefined, option: string): string {
  if (value) return value
  throw new UsageError({ en: `${option} is missing.`, zh: `缺少 ${option}。` })
}

/**
 * Chooses the language of the output: `--lang`, else the first of LC_ALL, LC_MESSAGES and LANG.
 * @returns null if `--lang` is neither zh nor en
 */
export function chooseLocale(args: readonly string[], env: Terminal['env']): Locale | null {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  if (at >= 0) {
    const lang = args[at] === '--lang' ? args[at + 1] : args[at]?.slice('--lang='.length)
    return lang === 'zh' || lang === 'en' ? lang : null
  }
  const { LC_ALL, LC_MESSAGES, LANG } = env
  return pickLocale([(LC_ALL || LC_MESSAGES || LANG || '').replaceAll('_', '-')])
}

/**
 * Reads a text file, or standard input if the name is `-`; a remark says if its encoding is a guess.
 * @param limit in bytes
 * @throws {UsageError} if it is unreadable, too large or in an unknown encoding
 */
export async function readText(file: string, limit: number, terminal: Terminal) {
  const bytes = file === '-' ? await terminal.readInput(limit) : await readBytes(file, limit)
  if (bytes === null) {
    const size = `${Math.floor(limit / 1024)} KB`
    throw new UsageError({ en: `${file}: larger than ${size}.`, zh: `${file}：超过 ${size}。` })
  }
  const decoded = decodeFile(bytes)
  if ('text' in decoded) return decoded
  const { en, zh } = decoded.refused
  throw new UsageError({ en: `${file}: ${en}`, zh: `${file}：${zh}` })
}

async function readBytes(file: string, limit: number): Promise<Uint8Array | null> {
  try {
    return (await stat(file)).size > limit ? null : await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError({
      en: `${file}: cannot be read (${code}).`,
      zh: `${file}：无法读取（${code}）。`,
    })
  }
}
