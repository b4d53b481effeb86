import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/sent-texts'
import { type Cell, csvLine } from './csv.ts'

/** The columns in their order, each with what an exchange has for it. */
const COLUMNS: Readonly<Record<string, (exchange: Exchange) => Cell>> = {
  started_at: ({ started_at }) => started_at,
  profile: ({ profile }) => profile,
  endpoint: ({ endpoint }) => endpoint,
  message_id: ({ message_id }) => message_id,
  texts: ({ body }) => sentTexts(body).join('\n'),
  outcome: ({ outcome }) => outcome,
  code: ({ code }) => code,
  msg: ({ msg }) => msg,
  meaning_zh: ({ meaning }) => meaning?.meaning.zh,
  meaning_en: ({ meaning }) => meaning?.meaning.en,
  resolution: ({ resolution }) => resolution?.verdict,
  http_status: ({ response }) => response?.http_status,
  failure: ({ failure }) => failure?.kind,
  duration_ms: ({ duration_ms }) => duration_ms,
  attempts: ({ attempts }) => attempts.length,
  log_id: ({ log_id }) => log_id,
  actor: ({ actor }) => actor,
  state: ({ state }) => state,
  attempt_of: ({ attempt_of }) => attempt_of,
  id: ({ id }) => id,
  body: ({ body }) => body,
}

/** A spreadsheet takes a file without this mark for another encoding, and spoils every Chinese text. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A CSV file, in pieces as the exchanges come. */
export async function* writeCsv(exchanges: AsyncIterable<Exchange>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(Object.keys(COLUMNS))
  for await (const exchange of exchanges) {
    yield csvLine(Object.values(COLUMNS).map((cellOf) => cellOf(exchange)))
  }
}
