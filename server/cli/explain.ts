import { ERROR_CODES } from '#contract/catalogue/catalogue'
import { type ErrorCode, isDocumented } from '#contract/catalogue/error-code'
import {
  explainCode,
  explainUndocumented,
  findEndpoint,
  troubleshooterUrl,
} from '#contract/catalogue/explain-code'
import type { Locale } from '#contract/locale'
import type { Imported } from '#imports/findings'
import { PASTE_MAX, readAnything } from '#imports/read-anything'
import { type CliCommand, EXIT, parseOptions, readText, UsageError } from './command.ts'
import { formatFields } from './describe-exchange.ts'

/** `explain`: says what a code or a pasted response means; exits with 2 if it finds no code. */
export const explainCommand: CliCommand = async (args, terminal) => {
  const {
    code,
    file = '-',
    json,
  } = parseOptions(args, { code: { type: 'string' }, file: { type: 'string' } })
  const text = code ?? (await readText(file, PASTE_MAX, terminal)).text
  const explanation = explainText(text, readAnything(text), terminal.locale)
  if (explanation === null) {
    throw new UsageError({ en: 'No error code found.', zh: '没有找到错误码。' })
  }
  if (json) terminal.print(JSON.stringify(explanation))
  else terminal.print(formatExplanation(explanation, terminal.locale))
  return EXIT.success
}

/** Explains the response in a text; null if it has none. */
export function explainText(text: string, { response, base_url }: Imported, locale: Locale) {
  if (response === null) return null
  const { entry, others } = explainCode(ERROR_CODES, { ...response, endpoint: findEndpoint(text) })
  const { meaning, advice } = entry ?? explainUndocumented(response.code, others.length > 0)
  return {
    ...response,
    calls: entry?.endpoints ?? [],
    documented: entry !== null && isDocumented(entry),
    meaning: meaning[locale],
    advice: advice[locale],
    retryable: entry?.retryable ?? null,
    source: entry?.source ?? null,
    on_other_calls: others.map((other) => inOneLine(other, locale)),
    troubleshooter: troubleshooterUrl({ ...response, base_url }),
  }
}

function inOneLine({ endpoints, meaning, msg }: ErrorCode, locale: Locale) {
  return { calls: endpoints, msg, meaning: meaning[locale] }
}

type Explanation = NonNullable<ReturnType<typeof explainText>>

/** Formats an explanation for the terminal: what the response says, then what it means. */
export function formatExplanation(explanation: Explanation, locale: Locale): string {
  const { code, msg, log_id, calls, documented, source, on_other_calls } = explanation
  const zh = locale === 'zh'
  const undocumented = zh ? '飞书文档没有说明' : 'not documented by Feishu'
  return [
    [code, ...(calls.length > 0 ? [`(${calls.join(', ')})`] : [])].join(' '),
    ...formatFields(
      [
        ['msg', msg],
        ['log_id', log_id],
        ['meaning', explanation.meaning],
        ['advice', explanation.advice],
        ['source', source && (documented ? source : `${source} (${undocumented})`)],
        ...on_other_calls.map((other): [string, string] => [
          'elsewhere',
          `${other.calls.join(', ')}: ${other.meaning}`,
        ]),
        ['troubleshooter', explanation.troubleshooter],
      ],
      locale,
    ),
  ].join('\n')
}
