import { seededRandom } from '../../crash/random.ts'
import { EVERY_MS, type Known, START } from './fill.ts'

type Parameters = Record<string, string>

/** What people ask a history, as parameters of `GET /api/exchanges`. */
export function questionsTo(
  rows: number,
  known: readonly Known[],
): Record<string, () => Parameters> {
  const random = seededRandom(2)
  const pick = () => known[random.below(known.length)] ?? { message_id: '', log_id: '' }
  const time = (at: number) => new Date(START + at).toISOString()
  const day = 86_400_000
  return {
    newest: () => ({}),
    'a page anywhere': () => ({ cursor: String(1 + random.below(rows)) }),
    'a whole message_id': () => ({ query: pick().message_id }),
    'a piece of a message_id': () => ({ query: pick().message_id.slice(9, 21) }),
    'a log_id': () => ({ query: pick().log_id }),
    'two Chinese characters, common': () => ({ query: '物流' }),
    'two Chinese characters, rare': () => ({ query: '罕见' }),
    'one Chinese character': () => ({ query: '票' }),
    'a common word': () => ({ query: 'refund' }),
    'two words': () => ({ query: 'parcel 退款' }),
    'an absent word': () => ({ query: '不存在的词' }),
    'pairs that exist in a word that does not': () => ({ query: '物流客服' }),
    'a rare outcome': () => ({ outcome: 'unknown' }),
    'a common code and a common word': () => ({ code: '230008', query: '客服' }),
    'a rare outcome and a common word': () => ({ outcome: 'unknown', query: '物流' }),
    'all filters': () => ({ outcome: 'unknown', profile: 'lark', query: '物流' }),
    'a day long ago': () => ({ from: time(day), to: time(2 * day) }),
    'until some time': () => ({ to: time(random.below(rows) * EVERY_MS) }),
    'a week and a word': () => ({ query: 'refund', to: time(7 * day) }),
  }
}
