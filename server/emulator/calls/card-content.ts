import { isJsonObject, parseJson } from '#contract/json'
import type { App, CardEntity } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import type { PlatformError } from './operation.ts'

const MAX_ELEMENTS = 200
const MAX_TABLES = 5
/** Elements of older cards that schema 2.0 does not have. */
const REMOVED_TAGS = new Set(['action', 'note'])
/** How long a card entity can be changed. */
const LIFE_MS = 14 * 24 * 60 * 60 * 1000

/**
 * Returns an error if the content of a card message is invalid: a card as JSON, a template or a card
 * entity. Templates exist only on the platform, so any is accepted.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create#-f367d31
 */
export function checkCardMessage(world: World, app: App, content: string): PlatformError | null {
  const card = parseJson(content)
  if (!isJsonObject(card)) return parseError('not a JSON object')
  const data = isJsonObject(card.data) ? card.data : {}
  if (card.type === 'template') {
    return typeof data.template_id === 'string' ? null : parseError('template_id is required')
  }
  if (card.type === 'card') return checkEntity(world, app, data.card_id)
  return checkCard(world, card)
}

function checkEntity(world: World, app: App, card_id: unknown): PlatformError | null {
  const card = findCard(world, app, String(card_id))
  if (card.code === undefined) {
    return card.found.message_id
      ? cardError(200740, 'the card has already been sent', card_id)
      : null
  }
  return cardError(card.code, CARD_MSGS[card.code], card_id)
}

/** The texts of the codes for a card entity that the app cannot use. */
export const CARD_MSGS = {
  200740: 'The card entity does not exist',
  200750: 'The card entity has expired',
  300311: 'The current application does not have permission to update/use this card',
}

/** Returns a card entity that the app may use now, or the code of an error. */
export function findCard(
  { state, clock }: World,
  { app_id }: App,
  card_id = '',
): { found: CardEntity; code?: undefined } | { found?: undefined; code: keyof typeof CARD_MSGS } {
  const found = state.cards.get(card_id)
  if (!found) return { code: 200740 }
  if (found.app_id !== app_id) return { code: 300311 }
  return clock() - found.create_time_ms > LIFE_MS ? { code: 200750 } : { found }
}

function checkCard({ state, assumptions }: World, card: CardEntity['data']): PlatformError | null {
  const { schema = '1.0', elements, body } = card
  if (schema !== '1.0' && schema !== '2.0') return parseError('schema')
  const listed = schema === '2.0' ? isJsonObject(body) && body.elements : elements
  if (listed && !Array.isArray(listed)) return parseError('elements')
  if (!listed && !isJsonObject(card.header) && !card.i18n_elements) return parseError('elements')
  const all = elementsOf(card)
  if (schema === '2.0') {
    if (all.length > MAX_ELEMENTS) return cardError(11310, 'element exceeds the limit', all.length)
    const removed = all.find(({ tag }) => REMOVED_TAGS.has(tag))?.tag
    const msg = 'cards of schema V2 no longer support this capability'
    if (removed) return cardError(200861, msg, `unsupported tag ${removed}`)
  }
  if (all.filter(({ tag }) => tag === 'table').length > MAX_TABLES) {
    return cardError(11310, 'card table number over limit', 'table')
  }
  if (assumptions.unknown_image_key === 'allowed') return null
  const unknown = all.find(
    ({ tag, img_key }) => tag === 'img' && !state.images.has(String(img_key)),
  )
  return unknown
    ? cardError(200570, 'card contains invalid image keys', `image key ${unknown.img_key}`)
    : null
}

function parseError(value: string): PlatformError {
  return cardError(
    200621,
    'parse card json err, please check whether the card json is correct',
    value,
  )
}

function cardError(code: number, msg: string, value: unknown): PlatformError {
  const detail = `ErrCode: ${code}; ErrMsg: ${msg}; ErrorValue: ${String(value).slice(0, 100)}`
  return { code: 230099, msg: `Failed to create card content, ext=${detail};` }
}

/** An element of a card. */
type CardElement = Record<string, unknown> & { tag: string }

/** Returns every element of a card, however deep. */
export function elementsOf(value: unknown): CardElement[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf)
  if (!isJsonObject(value)) return []
  const inside = Object.values(value).flatMap(elementsOf)
  return isElement(value) ? [value, ...inside] : inside
}

function isElement(value: Record<string, unknown>): value is CardElement {
  return typeof value.tag === 'string'
}
