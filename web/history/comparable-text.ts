import type { Exchange } from '#contract/exchange'
import { reindentJson } from '../exchange-view/reindent-json.ts'

export type Side = 'request' | 'response'

/**
 * One side of an exchange as lines to compare: where it went or how it was answered, headers in the
 * order of their names if wanted, and the body, laid out where it is JSON. Empty where there is none.
 */
export function comparableText(
  exchange: Exchange,
  side: Side,
  { headers }: { headers: boolean },
): string {
  const { request, response } = exchange
  if (side === 'request') {
    return lines(`${request.method} ${request.url}`, request, headers)
  }
  return response ? lines(`HTTP ${response.http_status}`, response, headers) : ''
}

function lines(
  first: string,
  message: { headers: Record<string, string>; body: string },
  withHeaders: boolean,
): string {
  const head = withHeaders
    ? Object.entries(message.headers)
        .map(([name, value]) => `${name}: ${value}`)
        .sort()
    : []
  return [first, ...head, '', reindentJson(message.body) ?? message.body].join('\n')
}
