import type { Exchange } from '#contract/exchange'
import type { Outcome } from '#contract/exchange-filter'
import { CONSEQUENCES, FAILURES } from '#contract/failures'
import type { Bilingual, Locale } from '#contract/locale'

const HEADLINES: Record<Exclude<Outcome, 'answered'> | 'accepted' | 'refused', Bilingual> = {
  accepted: { zh: '成功', en: 'Accepted' },
  refused: { zh: '被拒绝', en: 'Rejected' },
  token_refused: { zh: '未发送：获取 token 被拒绝', en: 'Not sent: token rejected' },
  not_sent: { zh: '未发送', en: 'Not sent' },
  unknown: { zh: '结果未知', en: 'Result unknown' },
}
const LABELS: Record<string, Bilingual> = {
  http: { zh: 'HTTP', en: 'HTTP' },
  meaning: { zh: '含义', en: 'meaning' },
  advice: { zh: '建议', en: 'advice' },
}

/** Formats the result of a push for the terminal: the raw fields, then what they mean. */
export function describeExchange(exchange: Exchange, locale: Locale): string {
  const { outcome, code, msg, log_id, troubleshooter, response, failure, meaning } = exchange
  const success = code === 0 ? 'accepted' : 'refused'
  const headline = HEADLINES[outcome === 'answered' ? success : outcome][locale]
  const consequence = outcome === 'answered' ? null : CONSEQUENCES[outcome]
  const cause = failure && FAILURES[failure.kind]
  const lines: [string, string | number | null | undefined][] = [
    ['code', code],
    ['msg', msg],
    ['http', response?.http_status],
    ['log_id', log_id],
    ['troubleshooter', troubleshooter],
    ['failure', failure && `${failure.kind} (${failure.detail})`],
    ['meaning', join([consequence?.meaning, cause?.meaning, meaning?.meaning], locale)],
    ['advice', join([consequence?.advice, cause?.advice, meaning?.advice], locale)],
  ]
  return [
    headline,
    ...lines.flatMap(([name, value]) =>
      value == null || value === ''
        ? []
        : `  ${LABELS[name]?.[locale] ?? name}: ${sanitize(value)}`,
    ),
  ].join('\n')
}

function join(texts: readonly (Bilingual | null | undefined)[], locale: Locale): string {
  return texts.flatMap((text) => text?.[locale] ?? []).join(locale === 'zh' ? '' : ' ')
}

/** Replaces control characters, so that a response cannot control the terminal. */
function sanitize(value: string | number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
  return String(value).replace(/[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, '\uFFFD')
}
