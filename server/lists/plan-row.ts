import type { MessageContent } from '#contract/create-message'
import { contentText, messageContentSchema } from '#contract/create-message'
import { INCLUDABLE_ISSUES, type ListIssue, type NewListRow } from '#contract/deliveries/list'
import type { DraftFollowUps } from '#contract/draft'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import type { ReceiveIdType } from '#contract/ids'
import { parseJson } from '#contract/json'
import { fillVariables, findVariables, readValue } from '#contract/template-variables'
import { validateRequest } from '#contract/validation/api-hints'
import { parseRecipientQuery } from '../recipients/find-recipients.ts'

/** What every row of a list says, with its variables. */
export type ListTexts = {
  /** Null if the rows put bubbles under earlier messages. */
  message: MessageContent | null
  /** The message in other languages, each at most once. */
  message_i18n: readonly { language: string; content: string }[]
  follow_ups: DraftFollowUps
}

/** To whom a row goes; `receive_id` is null until a mobile number has been found. */
export type RowTarget = {
  typed: string
  receive_id_type: ReceiveIdType | null
  receive_id: string | null
  label: string | null
}

export type Values = Readonly<Record<string, string>>

/** Returns to whom a row goes, as far as it is known without asking the platform. */
export function targetOf(recipient: NewListRow['recipient']): RowTarget {
  if (typeof recipient !== 'string') {
    const { receive_id_type, receive_id, label = null } = recipient
    return { typed: label ?? receive_id, receive_id_type, receive_id, label }
  }
  const typed = recipient.trim()
  const { kind, value } = parseRecipientQuery(typed)
  if (kind === 'unclear' || kind === 'mobile') {
    const label = kind === 'mobile' ? typed : null
    return { typed, receive_id_type: null, receive_id: null, label }
  }
  const label = kind === 'email' ? typed : null
  return { typed, receive_id_type: kind, receive_id: value, label }
}

/** Returns the variables of message and bubbles, each once. */
export function listVariables({ message, message_i18n, follow_ups }: ListTexts): string[] {
  const texts: string[] = []
  if (message) {
    mapTexts(message, (text) => {
      texts.push(text)
      return text
    })
  }
  return findVariables([...texts.map((content) => ({ content })), ...message_i18n, ...follow_ups])
}

/** Returns what a row says, in its language; under an earlier message it says nothing but the bubbles. */
export function rowTexts(
  { message_id, language }: { message_id: string | null; language: string | null },
  { message, message_i18n, follow_ups }: ListTexts,
): ListTexts {
  const text = message_i18n.find((one) => one.language === language)?.content
  const own = text === undefined ? message : { text }
  return { message: message_id === null ? own : null, message_i18n: [], follow_ups }
}

/** Replaces the variables by the values of a row. */
export function fillTexts({ message, follow_ups }: ListTexts, values: Values): ListTexts {
  return {
    message_i18n: [],
    message: message && mapTexts(message, (text) => fillText(text, values)),
    follow_ups: fillVariables(follow_ups, values),
  }
}

function fillText(content: string, values: Values): string {
  return fillVariables([{ content }], values)[0]?.content ?? content
}

/** Maps every text of a message. A value never changes its structure: it is filled into parsed JSON. */
function mapTexts(message: MessageContent, map: (text: string) => string): MessageContent {
  if ('text' in message) return { text: map(message.text) }
  const content = parseJson(contentText(message.content)) as Record<string, unknown>
  const mapped = JSON.parse(JSON.stringify(content), (_, part) =>
    typeof part === 'string' ? map(part) : part,
  )
  return { msg_type: message.msg_type, content: mapped }
}

/** Returns the issues of a row that need no question to the platform, without duplicates. */
export function ownIssues(
  row: RowTarget & { message_id: string | null; language: string | null; values: Values },
  list: ListTexts,
): Omit<ListIssue, 'blocking'>[] {
  const { values } = row
  const texts = rowTexts(row, list)
  const issues: Omit<ListIssue, 'blocking'>[] = []
  if (row.receive_id === null && row.label === null) issues.push({ kind: 'malformed' })
  const missing = listVariables(texts).filter((name) => readValue(values, name) === '')
  if (missing.length > 0) return [...issues, { kind: 'value_missing', variables: missing }]
  const { message, follow_ups } = fillTexts(texts, values)
  const checks = [
    ...(message ? [['message', messageContentSchema, message] as const] : []),
    ['', pushFollowUpBodySchema, { follow_ups }] as const,
  ]
  for (const [root, schema, value] of checks) {
    const zh = validateRequest(schema, value, 'zh')
    const en = validateRequest(schema, value, 'en')
    if (zh.ok || en.ok) continue
    const [first] = en.issues
    if (!first) continue
    const path = [root, first.path].filter(Boolean).join('.')
    const message = { zh: zh.issues[0]?.message ?? '', en: first.message }
    issues.push({ kind: 'text_invalid', path, message })
  }
  return issues
}

/** Returns the issues with whether each blocks the row. */
export function withBlocking(
  issues: readonly Omit<ListIssue, 'blocking'>[],
  { receive_id, included }: { receive_id: string | null; included: number },
): ListIssue[] {
  return issues.map((issue) => {
    const { kind } = issue
    const waived = included === 1 && receive_id !== null && INCLUDABLE_ISSUES.includes(kind)
    const blocking = kind === 'not_checked' ? receive_id === null : !waived
    return { ...issue, blocking }
  })
}
