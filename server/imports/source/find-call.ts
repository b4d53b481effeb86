import { MESSAGE_ID } from '#contract/message-id'
import { type Findings, remark, throwAway } from '../findings.ts'
import { isPushUrl, readHeader, readUrl, takeMessageId } from '../read-request.ts'
import { REASONS } from '../reasons.ts'
import { keyOf, type Program, valueAt } from './program.ts'
import { readMembers } from './read-object.ts'
import { readTextValue } from './read-value.ts'
import type { Item, TextToken } from './tokens.ts'

const SECRET_KEY =
  /^(?:appsecret|secret|(?:tenant|app|user)?accesstoken|authorization|bearer|cookie|with(?:tenant|user)(?:access)?token|xaccesstoken)$/
const SECRET_TEXT = /^(?:Bearer\s+\S.*|[tua]-[\w.*-]{8,}|eyJ[\w.-]{20,})$/
const ORIGIN_KEY = /^(?:domain|openbaseurl|withopenbaseurl|baseurl|baseuri|base|host|setbaseurl)$/

/** Takes the target, the origin and the headers out of a program, and throws its secrets away. */
export function findCall(program: Program, findings: Findings, bubbles: ReadonlySet<string>): void {
  const ids = new Set<string>()
  let pushUrl: string | null = null
  for (const { items, open } of program.groups) {
    for (const [at, item] of items.entries()) {
      if (item.kind === 'group') continue
      const key = keyOf(item)
      const value = key === null ? null : keyed(items, at, program)
      const text = value && readTextValue(value, program)
      if (key === 'messageid' && text) ids.add(text)
      if (key !== null && SECRET_KEY.test(key) && text) throwAway(findings, text)
      if (key !== null && ORIGIN_KEY.test(key) && text) takeOrigin(text, findings)
      if (key === 'headers' && value) readHeaders(value, findings, program)
      if (item.kind === 'name') {
        takeBrand(item.text, findings)
        if (key === 'addheader') readHeaderCall(items[at + 1], findings, program)
      } else if (item.kind === 'text') {
        pushUrl = pushUrlAt(items, at, item, program) ?? pushUrl
        if (SECRET_TEXT.test(item.text) && item.holes.length === 0 && !bubbles.has(item.text)) {
          throwAway(findings, item.text)
        }
      }
    }
    // The constructors of the SDKs take the id and the secret side by side.
    const [first, comma, second] = items
    const isPair = open === '(' && comma?.kind === 'sign' && comma.text === ','
    if (isPair && first?.kind === 'text' && second?.kind === 'text' && /^cli_/.test(first.text)) {
      throwAway(findings, second.text)
    }
  }
  if (pushUrl !== null) readUrl(pushUrl, findings)
  else takeId([...ids], program, findings, bubbles)
}

/** The value of a key: `message_id: '…'`, `.messageId("…")`, `message_id="…"`. */
function keyed(items: readonly Item[], at: number, program: Program): readonly Item[] | null {
  const next = items[at + 1]
  if (next?.kind === 'group' && next.open === '(') return next.items
  const separates = next?.kind === 'sign' && [':', '=>', '=', ':='].includes(next.text)
  return separates ? valueAt(items, at + 2, program) : null
}

function pushUrlAt(
  items: readonly Item[],
  at: number,
  { text }: TextToken,
  program: Program,
): string | null {
  if (text.includes('/push_follow_up')) {
    const whole = readTextValue([items[at] as Item], program)
    if (whole !== null && isPushUrl(whole)) return whole
  }
  if (!text.includes('/im/v1/messages/')) return null
  const joined = readTextValue(valueAt(items, at, program), program)
  return joined !== null && isPushUrl(joined) ? joined : null
}

function takeId(
  named: readonly string[],
  program: Program,
  findings: Findings,
  bubbles: ReadonlySet<string>,
): void {
  const ids = named.length > 0 ? named : [...loneIds(program, bubbles)]
  if (ids.length > 1) remark(findings, 'message_id', REASONS.several_ids)
  const [id] = ids
  if (ids.length === 1 && id !== undefined) takeMessageId(id, 'message_id', findings)
}

/** Texts that are an id and nothing else. */
function loneIds({ groups }: Program, bubbles: ReadonlySet<string>): Set<string> {
  const ids = groups.flatMap(({ items }) =>
    items.flatMap((item) =>
      item.kind === 'text' && MESSAGE_ID.test(item.text) && !bubbles.has(item.text)
        ? item.text
        : [],
    ),
  )
  return new Set(ids)
}

function takeOrigin(text: string, findings: Findings): void {
  const url = /^https?:\/\//.test(text) ? URL.parse(text) : null
  if (url) findings.base_url ??= url.origin + url.pathname.replace(/\/$/, '')
}

/** The SDKs’ own names for Lark’s host. */
function takeBrand(name: string, findings: Findings): void {
  if (/^(?:LarkBaseUrl|LARK_DOMAIN|LarkSuite)$/.test(name)) {
    findings.base_url ??= 'https://open.larksuite.com'
  }
}

function readHeaders(value: readonly Item[], findings: Findings, program: Program): void {
  const group = value.find((item) => item.kind === 'group')
  if (group?.kind !== 'group') return
  for (const { name, value: given } of readMembers(group) ?? []) {
    if (/^[\w-]+$/.test(name)) readHeader(name, readTextValue(given, program) ?? '', findings)
  }
}

function readHeaderCall(args: Item | undefined, findings: Findings, program: Program): void {
  if (args?.kind !== 'group') return
  const [name, , ...value] = args.items
  if (name?.kind !== 'text') return
  readHeader(name.text, readTextValue(value, program) ?? '', findings)
}
