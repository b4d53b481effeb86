import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** What every command takes. */
export const COMMON = {
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/**
 * The options of one command; anything else is refused.
 * @throws {UsageError}
 */
export function parseOptions<O extends Options>(args: readonly string[], options: O) {
  try {
    const given = parseArgs({ args: [...args], options: { ...COMMON, ...options }, tokens: true })
    const names = given.tokens.flatMap((token) => (token.kind === 'option' ? token.name : []))
    const twice = names.find((name, at) => names.indexOf(name) !== at)
    if (twice !== undefined) {
      throw new UsageError({ en: `--${twice} is given twice.`, zh: `--${twice} 只能给一次。` })
    }
    return given.values
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(explain(error))
  }
}

/** Node’s own sentence in English, by its code in Chinese; it names options and never their values. */
function explain(error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? error.code : ''
  const [option = ''] = /-{1,2}[\w-]+/.exec(message) ?? []
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return { en: `There is no option ${option}.`, zh: `没有选项 ${option}。` }
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return {
        en: 'There is an argument that belongs to no option.',
        zh: '有一个参数不属于任何选项。',
      }
    default:
      return {
        en: `${option} does not fit: a value is missing, or it takes none.`,
        zh: `${option} 用法不对：缺少值，或者不该有值。`,
      }
  }
}

/** A value that has to be there. */
export function required(value: string | undefined, option: string): string {
  if (value) return value
  throw new UsageError({ en: `${option} is missing.`, zh: `缺少 ${option}。` })
}
