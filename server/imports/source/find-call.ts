import { MESSAGE_ID } from '#contract/ids'
import { addRemark, type ImportFindings, recordSecret } from '../findings.ts'
import { isPushUrl, readHeader, readUrl, takeMessageId } from '../read-request.ts'
import { REASONS } from '../reasons.ts'
import { keyedValue, keyOf, type SourceProgram, valueAt } from './program.ts'
import { readMembers, readTextValue } from './read-value.ts'
import type { TextToken, TokenItem } from './token-groups.ts'

const SECRET_KEY =
  /^(?:appsecret|secret|(?:tenant|app|user)?accesstoken|authorization|bearer|cookie|with(?:tenant|user)(?:access)?token|xaccesstoken)$/
const SECRET_TEXT = /^(?:Bearer\s+\S.*|[tua]-[\w.*-]{8,}|eyJ[\w.-]{20,})$/
const ORIGIN_KEY = /^(?:domain|openbaseurl|withopenbaseurl|baseurl|baseuri|base|host|setbaseurl)$/

/** Reads the message ID, the origin and the headers of a program, and records its secrets. */
export function findCall(
  program: SourceProgram,
  findings: ImportFindings,
  bubbles: ReadonlySet<string>,
): void {
  const ids = new Set<string>()
  let pushUrl: string | null = null
  for (const { items, open } of program.groups) {
    for (const [at, item] of items.entries()) {
      if (item.kind === 'group') continue
      const key = keyOf(item)
      const value = key === null ? null : keyedValue(items, at, program)
      const text = value && readTextValue(value, program)
      if (key === 'messageid' && text) ids.add(text)
      if (key !== null && SECRET_KEY.test(key) && text) recordSecret(findings, text)
      if (key !== null && ORIGIN_KEY.test(key) && text) takeOrigin(text, findings)
      if (key === 'headers' && value) readHeaders(value, findings, program)
      if (item.kind === 'name') {
        takeBrand(item.text, findings)
        if (key === 'addheader') readHeaderCall(items[at + 1], findings, program)
      } else if (item.kind === 'text') {
        pushUrl = pushUrlAt(items, at, item, program) ?? pushUrl
        if (SECRET_TEXT.test(item.text) && item.holes.length === 0 && !bubbles.has(item.text)) {
          recordSecret(findings, item.text)
        }
      }
    }
    // The SDKs' constructors take the app ID and the secret as adjacent arguments.
    const [first, comma, second] = items
    const isPair = open === '(' && comma?.kind === 'sign' && comma.text === ','
    if (isPair && first?.kind === 'text' && second?.kind === 'text' && /^cli_/.test(first.text)) {
      recordSecret(findings, second.text)
    }
  }
  if (pushUrl !== null) readUrl(pushUrl, findings)
  else takeId([...ids], program, findings, bubbles)
}

function pushUrlAt(
  items: readonly TokenItem[],
  at: number,
  { text }: TextToken,
  program: SourceProgram,
): string | null {
  if (text.includes('/push_follow_up')) {
    const whole = readTextValue([items[at] as TokenItem], program)
    if (whole !== null && isPushUrl(whole)) return whole
  }
  if (!text.includes('/im/v1/messages/')) return null
  const joined = readTextValue(valueAt(items, at, program), program)
  return joined !== null && isPushUrl(joined) ? joined : null
}

function takeId(
  named: readonly string[],
  program: SourceProgram,
  findings: ImportFindings,
  bubbles: ReadonlySet<string>,
): void {
  const ids = named.length > 0 ? named : [...loneIds(program, bubbles)]
  if (ids.length > 1) addRemark(findings, 'message_id', REASONS.several_ids)
  const [id] = ids
  if (ids.length === 1 && id !== undefined) takeMessageId(id, 'message_id', findings)
}

/** Returns the texts that consist of a message ID. */
function loneIds({ groups }: SourceProgram, bubbles: ReadonlySet<string>): Set<string> {
  const ids = groups.flatMap(({ items }) =>
    items.flatMap((item) =>
      item.kind === 'text' && MESSAGE_ID.test(item.text) && !bubbles.has(item.text)
        ? item.text
        : [],
    ),
  )
  return new Set(ids)
}

function takeOrigin(text: string, findings: ImportFindings): void {
  const url = /^https?:\/\//.test(text) ? URL.parse(text) : null
  if (url) findings.base_url ??= url.origin + url.pathname.replace(/\/$/, '')
}

/** Recognizes the SDKs' names for Lark's host. */
function takeBrand(name: string, findings: ImportFindings): void {
  if (/^(?:LarkBaseUrl|LARK_DOMAIN|LarkSuite)$/.test(name)) {
    findings.base_url ??= 'https://open.larksuite.com'
  }
}

function readHeaders(
  value: readonly TokenItem[],
  findings: ImportFindings,
  program: SourceProgram,
): void {
  const group = value.find((item) => item.kind === 'group')
  if (group?.kind !== 'group') return
  for (const { name, value: given } of readMembers(group) ?? []) {
    if (/^[\w-]+$/.test(name)) readHeader(name, readTextValue(given, program) ?? '', findings)
  }
}

function readHeaderCall(
  args: TokenItem | undefined,
  findings: ImportFindings,
  program: SourceProgram,
): void {
  if (args?.kind !== 'group') return
  const [name, , ...value] = args.items
  if (name?.kind !== 'text') return
  readHeader(name.text, readTextValue(value, program) ?? '', findings)
}
