import { ERROR_CODES } from '#contract/catalogue/catalogue'
import { explainUndocumented } from '#contract/catalogue/explain-code'
import type { Exchange } from '#contract/exchange'
import type { Outcome } from '#contract/exchange-filter'
import { CONSEQUENCES, FAILURES } from '#contract/failures'
import type { Bilingual, Locale } from '#contract/locale'
import { escapeControls } from '#contract/texts/control-characters'

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
  source: { zh: '来源', en: 'source' },
  elsewhere: { zh: '其他接口', en: 'on other calls' },
  troubleshooter: { zh: '飞书排查页面', en: 'Feishu troubleshooter' },
}

/** Formats the result of a push for the terminal: the raw fields, then what they mean. */
export function describeExchange(exchange: Exchange, locale: Locale): string {
  const { outcome, code, msg, log_id, troubleshooter, response, failure } = exchange
  const success = code === 0 ? 'accepted' : 'refused'
  const headline = HEADLINES[outcome === 'answered' ? success : outcome][locale]
  const consequence = outcome === 'answered' ? null : CONSEQUENCES[outcome]
  const cause = failure && FAILURES[failure.kind]
  const undocumented = () =>
    code === null
      ? null
      : explainUndocumented(
          code,
          ERROR_CODES.some((entry) => entry.code === code),
        )
  const meaning = exchange.meaning ?? undocumented()
  const fields: Field[] = [
    ['code', code],
    ['msg', msg],
    ['http', response?.http_status],
    ['log_id', log_id],
    ['troubleshooter', troubleshooter],
    ['failure', failure && `${failure.kind} (${failure.detail})`],
    ['meaning', join([consequence?.meaning, cause?.meaning, meaning?.meaning], locale)],
    ['advice', join([consequence?.advice, cause?.advice, meaning?.advice], locale)],
  ]
  return [headline, ...formatFields(fields, locale)].join('\n')
}

type Field = [name: string, value: string | number | null | undefined]

/** Formats the fields that have a value, one a line. */
export function formatFields(fields: readonly Field[], locale: Locale): string[] {
  return fields.flatMap(([name, value]) =>
    value == null || value === ''
      ? []
      : `  ${LABELS[name]?.[locale] ?? name}: ${escapeControls(String(value))}`,
  )
}

function join(texts: readonly (Bilingual | null | undefined)[], locale: Locale): string {
  return texts.flatMap((text) => text?.[locale] ?? []).join(locale === 'zh' ? '' : ' ')
}
