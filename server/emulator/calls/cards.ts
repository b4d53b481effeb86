import * as z from 'zod/mini'
import { isJsonObject, parseJson } from '#contract/json'
import { LIMITS } from '#contract/limits'
import type { CardEntity } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import { CARD_MSGS, elementsOf, findCard } from './card-content.ts'
import { type AppOperation, failure, type PlatformError, success } from './operation.ts'
import { withBody } from './request-fields.ts'

/** How long the streaming mode stays on. */
const STREAMING_MS = 10 * 60 * 1000
const MAX_ELEMENTS = 200
const MAX_CARDS = 1000

const MSGS = {
  ...CARD_MSGS,
  10002: 'Your request contains an invalid request parameter.',
  200220: 'Failed to generate card content',
  200770: 'UUID conflict',
  200850: 'Card streaming timeout',
  200860: 'Card content exceeds limit.',
  300301: 'Duplicate element_id in card component.',
  300302: 'update_multi property is false',
  300303: 'Only schema 2.0 is supported',
  300305: 'The number of card components exceeds 200',
  300307: 'The card DSL is empty',
  300309: 'Card streaming closed',
  300310: 'Only update text',
  300313: 'Failed to update element properties',
  300317: 'The sequence number for operating on the card did not increment consecutively',
}
/** What every call about cards has in common. */
const COMMON = {
  endpoint: 'any',
  access: ['cardkit:card:write'],
  botAbilityOff: 'works',
  msgs: MSGS,
  maxBytes: 1024 * 1024,
} as const
const INVALID_CARD = [10002, 200220, 200860, 300301, 300302, 300303, 300305, 300307]
const INVALID_CHANGE = [9499, 99992402, 200740, 200750, 200770, 300311, 300317]

const createSchema = z.object({ type: z.string(), data: z.string() })

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/cardkit-v1/card/create */
export const createCard: AppOperation = {
  ...COMMON,
  name: 'create_card',
  method: 'POST',
  path: '/open-apis/cardkit/v1/cards',
  codes: [9499, 99992402, ...INVALID_CARD],
  handle: withBody(createSchema, ({ world, app }, { type, data: text }) => {
    const is_template = type === 'template'
    const data = is_template ? parseTemplate(text) : parseCard(type, text)
    if ('code' in data) return failure(data)
    const { cards } = world.state
    const now = world.clock()
    const card_id = newCardId(world, now)
    cards.set(card_id, {
      card_id,
      app_id: app.app_id,
      create_time_ms: now,
      data: data.card,
      is_template,
      streaming_since_ms: is_template || isStreaming(data.card) ? now : null,
      sequence: 0,
      uuids: new Set(),
    })
    for (const oldest of cards.keys()) {
      if (cards.size <= MAX_CARDS) break
      cards.delete(oldest)
    }
    return success({ card_id })
  }),
}

/** Returns an id of 19 digits, larger than those before it. */
function newCardId({ randomHex }: World, now: number): string {
  const random = Number.parseInt(randomHex(3), 16) % 1_000_000
  return `7${String(now).padStart(13, '0').slice(-12)}${String(random).padStart(6, '0')}`
}

const changeFields = {
  uuid: z.nullish(z.string().check(z.minLength(1), z.maxLength(64))),
  sequence: z.int().check(z.minimum(1), z.maximum(2 ** 31 - 1)),
}

const updateSchema = z.object({ card: createSchema, ...changeFields })

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/cardkit-v1/card/update */
export const updateCard: AppOperation = {
  ...COMMON,
  name: 'update_card',
  method: 'PUT',
  path: '/open-apis/cardkit/v1/cards/:card_id',
  codes: [...INVALID_CHANGE, ...INVALID_CARD],
  handle: withBody(updateSchema, ({ world, app, params }, { card: given, ...change }) => {
    const data = parseCard(given.type, given.data)
    if ('code' in data) return failure(data)
    const { found: card, code } = findCard(world, app, params.card_id)
    if (code !== undefined) return failure({ code })
    const error = checkChange(card, change)
    if (error) return failure(error)
    const wasStreaming = card.streaming_since_ms
    card.is_template = false
    card.streaming_since_ms = isStreaming(data.card) ? (wasStreaming ?? world.clock()) : null
    applyChange(world, card, data.card, change)
    return success()
  }),
}

const streamSchema = z.object({ content: z.string().check(z.minLength(1)), ...changeFields })

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/cardkit-v1/card-element/content */
export const streamCardText: AppOperation = {
  ...COMMON,
  name: 'stream_card_text',
  method: 'PUT',
  path: '/open-apis/cardkit/v1/cards/:card_id/elements/:element_id/content',
  codes: [...INVALID_CHANGE, 200850, 200860, 300309, 300310, 300313],
  handle: withBody(streamSchema, ({ world, app, params }, { content, ...change }) => {
    const { found: card, code } = findCard(world, app, params.card_id)
    if (code !== undefined) return failure({ code })
    const error = checkChange(card, change) ?? checkStreaming(card, world.clock())
    if (error) return failure(error)
    const data = structuredClone(card.data)
    const element = elementsOf(data).find(({ element_id }) => element_id === params.element_id)
    // The emulator does not know the elements of a template.
    if (!element && !card.is_template) return failure({ code: 300313 })
    if (element && element.tag !== 'markdown' && element.tag !== 'plain_text') {
      return failure({ code: 300310 })
    }
    if (element) element.content = content
    if (isTooLarge(JSON.stringify(data))) return failure({ code: 200860 })
    applyChange(world, card, data, change)
    return success()
  }),
}

type CardChange = { uuid?: string | null | undefined; sequence: number }

function checkChange(card: CardEntity, { uuid, sequence }: CardChange): PlatformError | null {
  if (uuid && card.uuids.has(uuid)) return { code: 200770 }
  return sequence > card.sequence ? null : { code: 300317 }
}

function checkStreaming({ streaming_since_ms }: CardEntity, now: number): PlatformError | null {
  if (streaming_since_ms === null) return { code: 300309 }
  return now - streaming_since_ms > STREAMING_MS ? { code: 200850 } : null
}

/** Changes a card, and the message that shows it. */
function applyChange(
  { state, clock }: World,
  card: CardEntity,
  data: CardEntity['data'],
  { uuid, sequence }: CardChange,
): void {
  card.data = data
  card.sequence = sequence
  if (uuid) card.uuids.add(uuid)
  const message = state.messages.get(card.message_id ?? '')
  if (!message || message.deleted) return
  message.content = JSON.stringify(data)
  message.update_time_ms = clock()
}

type ParsedCard = { card: CardEntity['data'] } | PlatformError

function parseTemplate(text: string): ParsedCard {
  const data = parseJson(text)
  const isTemplate = isJsonObject(data) && typeof data.template_id === 'string'
  return isTemplate ? { card: data } : { code: 10002 }
}

function parseCard(type: string, text: string): ParsedCard {
  if (type !== 'card_json') return { code: 10002 }
  if (isTooLarge(text)) return { code: 200860 }
  const card = parseJson(text)
  if (!isJsonObject(card)) return { code: 200220 }
  if (Object.keys(card).length === 0) return { code: 300307 }
  if (card.schema !== '2.0') return { code: 300303 }
  if (isJsonObject(card.config) && card.config.update_multi === false) return { code: 300302 }
  const elements = elementsOf(card)
  if (elements.length > MAX_ELEMENTS) return { code: 300305 }
  const ids = elements.flatMap(({ element_id }) => element_id ?? [])
  return new Set(ids).size === ids.length ? { card } : { code: 300301 }
}

function isTooLarge(text: string): boolean {
  return Buffer.byteLength(text) > LIMITS.messageContent.interactive
}

function isStreaming({ config }: CardEntity['data']): boolean {
  return isJsonObject(config) && config.streaming_mode === true
}
