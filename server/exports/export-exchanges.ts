import type { Exchange } from '#contract/exchange'
import type { ExchangeFilter } from '#contract/exchanges'
import { escapeControls } from '#contract/texts/control-characters'
import { sentTexts } from '#contract/texts/sent-texts'
import type { Ledger } from '../ledger/ledger.ts'

/** An exchange with the label of its recipient: what the person was chosen by. */
export type ExportedExchange = Exchange & { recipient_label: string | null }

/** Parsing more at once would delay other requests by milliseconds. */
const PAGE_LENGTH = 16

/** Yields all exchanges that match the filter, newest first, read page by page on demand. */
export async function* everyExchange(
  ledger: Pick<Ledger, 'list'>,
  filter: ExchangeFilter,
): AsyncGenerator<ExportedExchange> {
  let cursor: string | undefined
  do {
    const page = await ledger.list(filter, { limit: PAGE_LENGTH, cursor })
    for (const exchange of page.exchanges) {
      const recipient_label = page.labels.get(exchange.delivery ?? '') ?? null
      yield { ...exchange, recipient_label }
    }
    cursor = page.next_cursor ?? undefined
  } while (cursor !== undefined)
}

/** Yields the pieces of one JSON document, `{"NAME":[…]}` with a line for each row. */
export async function* writeJson(
  name: string,
  rows: AsyncIterable<unknown>,
): AsyncGenerator<string> {
  yield `{"${name}":[`
  let separator = '\n'
  for await (const row of rows) {
    yield separator + JSON.stringify(row)
    separator = ',\n'
  }
  yield '\n]}\n'
}

/** The columns of a CSV file in order, each with a function that returns a row's cell. */
export type CsvColumns<T> = Readonly<Record<string, (row: T) => CsvCell>>

export const EXCHANGE_COLUMNS: CsvColumns<ExportedExchange> = {
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
  result: ({ result }) => result?.kind,
  bubble: ({ result }) => (result?.bubble === undefined ? null : result.bubble + 1),
  user_language: ({ result }) => result?.language,
  after_ms: ({ result }) => result?.after_ms,
  http_status: ({ response }) => response?.http_status,
  failure: ({ failure }) => failure?.kind,
  duration_ms: ({ duration_ms }) => duration_ms,
  attempts: ({ attempts }) => attempts.length,
  log_id: ({ log_id }) => log_id,
  actor: ({ actor }) => actor,
  recipient_label: ({ recipient_label }) => recipient_label,
  delivery: ({ delivery }) => delivery,
  state: ({ state }) => state,
  attempt_of: ({ attempt_of }) => attempt_of,
  id: ({ id }) => id,
  body: ({ body }) => body,
}

/** Without it, spreadsheets assume another encoding and garble Chinese texts. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** Yields the lines of a CSV file. */
export async function* writeCsv<T>(
  columns: CsvColumns<T>,
  rows: AsyncIterable<T>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(Object.keys(columns))
  for await (const row of rows) yield csvLine(Object.values(columns).map((cellOf) => cellOf(row)))
}

export type CsvCell = string | number | boolean | null | undefined

/**
 * Cells that a spreadsheet treats as a formula, in half or full width, perhaps after it drops a
 * leading tab or line break.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[=+\-@\t\n＝＋－＠]/

const NEEDS_QUOTES = /[",\n]/

/**
 * Returns one line of a CSV file (RFC 4180), ending in CRLF. No text in it can become a formula, and
 * control characters but tabs and line feeds are shown as `\uXXXX`.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const shown = escapeControls(cell, '\n\t')
  const text = FORMULA.test(shown) ? `'${shown}` : shown
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
