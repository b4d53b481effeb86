import type { NewListRow } from '#contract/deliveries/list'
import { columnLetter, unguard } from '../../../features/bubble-files/sheet.ts'

/** What a column of a table is used for: a variable is spelled as in the texts. */
export type Role = 'recipient' | 'label' | 'unused' | `{{${string}}}`

/** A row of the table by its line in the file, from 1. */
type TableRow = { line: number; cells: readonly string[] }

export type PeopleTable = {
  /** The names of the columns; a column without one has the letter of a spreadsheet. */
  columns: string[]
  hasHeader: boolean
  rows: TableRow[]
}

/** The longest name of a recipient, in UTF-16 units. */
const LABEL_MAX = 256

const ID = /^(?:ou|on|oc)_[\w-]{1,128}$/
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,}$/

/** Whether a text looks like an e-mail address, a mobile number or an ID. */
export function looksLikeRecipient(text: string): boolean {
  if (ID.test(text) || EMAIL.test(text)) return true
  return /^[+(\d]/.test(text) && /^\+?\d{7,15}$/.test(text.replaceAll(/[\s().-]/g, ''))
}

const RECIPIENT_HEADERS =
  /^(?:recipients?|receive[ _]?id|e-?mails?(?: address)?|mobiles?(?: (?:number|phone))?|phones?(?: number)?|(?:open|union|user)[ _]?id|to|接收人|收件人|邮箱|邮箱地址|电子邮箱|邮件|手机|手机号|手机号码|电话|用户 ?ID|客户邮箱|客户手机)$/i
const LABEL_HEADERS =
  /^(?:name|full[ _]?name|display[ _]?name|customer(?:[ _]?name)?|姓名|名字|名称|称呼|客户|客户姓名)$/i

/** Scores rows by the cells that look like a recipient, then by their width. */
export function scorePeople(rows: readonly (readonly string[])[]): number {
  const recipients = rows.filter((row) => row.some((cell) => looksLikeRecipient(clean(cell))))
  const widest = Math.max(0, ...rows.slice(0, 40).map((row) => row.length))
  return recipients.length + Math.min(widest, 99) / 100
}

/** Reads a table of people; blank rows and columns are dropped. */
export function readPeople(raw: readonly (readonly string[])[], withHeader?: boolean): PeopleTable {
  const all = raw
    .map((cells, at) => ({ line: at + 1, cells: cells.map(clean) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const width = all.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
  const used = [...Array(width).keys()].filter((at) => all.some(({ cells }) => cells[at]))
  const lines = all.map(({ line, cells }) => ({ line, cells: used.map((at) => cells[at] ?? '') }))
  const [first, ...others] = lines
  if (!first) return { columns: [], hasHeader: false, rows: [] }
  const hasHeader = withHeader ?? isHeader(first.cells, others)
  const columns = used.map((at, index) => (hasHeader ? first.cells[index] : '') || columnLetter(at))
  return { columns, hasHeader, rows: hasHeader ? others : lines }
}

/** A line of names: it has no recipient, and a known name or recipients below it. */
function isHeader(cells: readonly string[], others: readonly TableRow[]): boolean {
  if (cells.some(looksLikeRecipient)) return false
  if (cells.some((cell) => RECIPIENT_HEADERS.test(cell) || LABEL_HEADERS.test(cell))) return true
  return others.some((row) => row.cells.some(looksLikeRecipient))
}

/** Returns what each column is most likely used for; no role is given twice. */
export function guessRoles(table: PeopleTable, variables: readonly string[]): Role[] {
  const roles: Role[] = table.columns.map(() => 'unused')
  const recipient = recipientColumn(table)
  if (recipient >= 0) roles[recipient] = 'recipient'
  for (const variable of variables) {
    const key = simplify(variable)
    const column = table.columns.findIndex(
      (name, at) => roles[at] === 'unused' && table.hasHeader && simplify(name) === key,
    )
    if (column >= 0) roles[column] = `{{${variable}}}`
  }
  const left = variables.filter((one) => !roles.includes(`{{${one}}}`))
  for (const variable of left) {
    const key = simplify(variable)
    const column = table.columns.findIndex(
      (name, at) => roles[at] === 'unused' && table.hasHeader && isLike(simplify(name), key),
    )
    if (column >= 0) roles[column] = `{{${variable}}}`
  }
  const label = takesLabels(table, recipient)
    ? table.columns.findIndex(
        (name, at) => roles[at] === 'unused' && table.hasHeader && LABEL_HEADERS.test(name),
      )
    : -1
  if (label >= 0) roles[label] = 'label'
  return roles
}

/** As {@link guessRoles} for a table of names: the column beside the recipients if none is named. */
export function guessNames(table: PeopleTable): Role[] {
  const roles = guessRoles(table, []).map((role): Role => (role === 'label' ? 'unused' : role))
  const isFree = (at: number) => roles[at] === 'unused'
  const named = table.columns.findIndex((name, at) => isFree(at) && LABEL_HEADERS.test(name))
  const label = named >= 0 ? named : roles.findIndex((_, at) => isFree(at))
  return roles.map((role, at) => (at === label ? 'label' : role))
}

/** Whether the recipients are IDs, which need a name; an e-mail address or a mobile number names itself. */
export function takesLabels({ rows }: PeopleTable, recipientColumn: number): boolean {
  const ids = rows.slice(0, 200).map(({ cells }) => cells[recipientColumn] ?? '')
  return ids.filter((id) => idTypeOf(id) !== null).length * 2 > Math.min(rows.length, 200)
}

/** Returns the type of an ID by its prefix; null for any other text. */
export function idTypeOf(text: string): 'open_id' | 'union_id' | 'chat_id' | null {
  if (!ID.test(text)) return null
  return text.startsWith('ou_') ? 'open_id' : text.startsWith('on_') ? 'union_id' : 'chat_id'
}

function recipientColumn({ columns, hasHeader, rows }: PeopleTable): number {
  const sample = rows.slice(0, 200)
  const scores = columns.map((name, at) => {
    const hits = sample.filter(({ cells }) => looksLikeRecipient(cells[at] ?? '')).length
    const named = hasHeader && RECIPIENT_HEADERS.test(name) ? 1 : 0
    // A number of an order looks like a mobile number, so a name is worth more than the cells.
    return named * 1000 + (hits / Math.max(sample.length, 1)) * 100
  })
  const best = Math.max(0, ...scores)
  if (best === 0) return columns.length === 1 ? 0 : -1
  return scores.indexOf(best)
}

/** `order_no` and `order` are alike; `no` and `note` are not. */
function isLike(name: string, variable: string): boolean {
  const [short, long] = name.length < variable.length ? [name, variable] : [variable, name]
  return short.length >= 3 && long.startsWith(short)
}

function simplify(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Gives a column a role; the column that had it before is no longer used. */
export function changeRole(roles: readonly Role[], column: number, role: Role): Role[] {
  return roles.map((before, at) => {
    if (at === column) return role
    return role !== 'unused' && before === role ? 'unused' : before
  })
}

/** Returns the rows of a list: each line of the table is one. */
export function toRows(table: PeopleTable, roles: readonly Role[]): NewListRow[] {
  const [recipient, label] = [roles.indexOf('recipient'), roles.indexOf('label')]
  const variables = roles.flatMap((role, at) =>
    role.startsWith('{{') ? [{ name: role.slice(2, -2), at }] : [],
  )
  return table.rows.map(({ cells }) => {
    const receive_id = cells[recipient] ?? ''
    const receive_id_type = idTypeOf(receive_id)
    const name = label < 0 ? '' : (cells[label] ?? '')
    return {
      recipient:
        receive_id_type && name
          ? { receive_id_type, receive_id, label: name.slice(0, LABEL_MAX) }
          : receive_id,
      values: Object.fromEntries(variables.map(({ name, at }) => [name, cells[at] ?? ''])),
    }
  })
}

/** Returns the names of a table for the directory: each line is one. */
export function toNames(
  { rows }: PeopleTable,
  roles: readonly Role[],
): { recipient: string; name: string }[] {
  const [recipient, label] = [roles.indexOf('recipient'), roles.indexOf('label')]
  return rows.map(({ cells }) => ({
    recipient: cells[recipient] ?? '',
    name: cells[label] ?? '',
  }))
}

function clean(cell: string): string {
  return (unguard(cell.trim()) ?? '').trim()
}
