import { describe, expect, test } from 'vitest'
import { createWorld } from '../tenant/world.ts'
import { createTestClock } from '../testing/client.ts'
import { checkCardMessage, elementsOf } from './card-content.ts'
import { createCard } from './cards.ts'

function start(unknown_image_key: 'refused' | 'allowed' = 'refused') {
  const clock = createTestClock()
  const world = createWorld({ clock: clock.read, assumptions: { unknown_image_key } })
  const [app, other] = [...world.state.apps.values()]
  if (!app || !other) throw new Error('not seeded')
  const check = (card: unknown, by = app) =>
    checkCardMessage(world, by, typeof card === 'string' ? card : JSON.stringify(card))
  const create = () => {
    const body = { type: 'card_json', data: '{"schema":"2.0","body":{"elements":[]}}' }
    const created = createCard.handle({ world, app, params: {}, query: {}, body })
    return created.kind === 'data' ? String(created.data.card_id) : ''
  }
  return { clock, world, other, check, create }
}

const v2 = (...elements: unknown[]) => ({ schema: '2.0', body: { elements } })
const repeat = (count: number, tag: string) => Array.from({ length: count }, () => ({ tag }))
const entity = (card_id: unknown) => ({ type: 'card', data: { card_id } })
const error = (code: number, msg: string, value: string) => ({
  code: 230099,
  msg: `Failed to create card content, ext=ErrCode: ${code}; ErrMsg: ${msg}; ErrorValue: ${value};`,
})
const parseError = (value: string) =>
  error(200621, 'parse card json err, please check whether the card json is correct', value)

describe('accepts', () => {
  test.each([
    ['200 elements in schema 2.0', v2(...repeat(200, 'hr'))],
    ['more in schema 1.0', { elements: repeat(201, 'hr') }],
    ['five tables', { elements: repeat(5, 'table') }],
    ['an action and a note in schema 1.0', { elements: [{ tag: 'action' }, { tag: 'note' }] }],
    ['schema 1.0 by name', { schema: '1.0', elements: [] }],
    ['a header without elements', { schema: '2.0', header: {} }],
    ['elements by language', { i18n_elements: { zh_cn: [] } }],
    ['a template', { type: 'template', data: { template_id: 'x' } }],
    ['objects that are no elements', v2({ text: 'x' }, { tag: 7 }, ...repeat(199, 'hr'))],
  ])('%s', (_, card) => {
    expect(start().check(card)).toBeNull()
  })
})

describe('rejects', () => {
  const tooMany = (count: number) => error(11310, 'element exceeds the limit', String(count))
  const removed = (tag: string) =>
    error(200861, 'cards of schema V2 no longer support this capability', `unsupported tag ${tag}`)
  const noImage = (key: string) =>
    error(200570, 'card contains invalid image keys', `image key ${key}`)
  const tables = error(11310, 'card table number over limit', 'table')
  test.each([
    ['an array', '[]', parseError('not a JSON object')],
    ['another schema', { schema: '3.0', elements: [] }, parseError('schema')],
    ['no content', {}, parseError('elements')],
    ['a header that is a text', { header: 'x' }, parseError('elements')],
    ['elements that are no list', { elements: 'x', header: {} }, parseError('elements')],
    ['a body that is no list', { schema: '2.0', body: { elements: {} } }, parseError('elements')],
    ['a body that is a text', { schema: '2.0', body: 'x' }, parseError('elements')],
    ['schema 2.0 without a body', { schema: '2.0', elements: [] }, parseError('elements')],
    ['a template without an id', { type: 'template' }, parseError('template_id is required')],
    [
      'a template whose id is a number',
      { type: 'template', data: { template_id: 1 } },
      parseError('template_id is required'),
    ],
    ['201 elements', v2(...repeat(201, 'hr')), tooMany(201)],
    ['elements inside others', v2({ tag: 'div', elements: repeat(200, 'hr') }), tooMany(201)],
    ['six tables', { elements: repeat(6, 'table') }, tables],
    ['six tables in schema 2.0', v2(...repeat(6, 'table')), tables],
    ['an action', v2({ tag: 'action' }), removed('action')],
    ['a note', v2({ tag: 'note' }), removed('note')],
    ['the first of both', v2({ tag: 'note' }, { tag: 'action' }), removed('note')],
    [
      'the first unknown image',
      {
        elements: [
          { tag: 'img', img_key: 'a' },
          { tag: 'img', img_key: 'b' },
        ],
      },
      noImage('a'),
    ],
    [
      'a long image key, which it cuts',
      v2({ tag: 'img', img_key: 'k'.repeat(200) }),
      noImage('k'.repeat(90)),
    ],
    ['an unknown card entity', entity('7'), error(200740, 'The card entity does not exist', '7')],
  ])('%s', (_, card, expected) => {
    expect(start().check(card)).toEqual(expected)
  })
})

test('an image that was not uploaded is accepted if so assumed, but not a sixth table', () => {
  const { check } = start('allowed')
  expect(check(v2({ tag: 'img', img_key: 'x' }))).toBeNull()
  expect(check(v2(...repeat(6, 'table')))?.code).toBe(230099)
})

test('a card entity can be sent for 14 days, by its own app and once', () => {
  const { check, clock, create, other, world } = start()
  const card_id = create()
  expect(check(entity(card_id), other)).toEqual(
    error(
      300311,
      'The current application does not have permission to update/use this card',
      card_id,
    ),
  )
  clock.advance(14 * 86_400_000)
  expect(check(entity(card_id))).toBeNull()
  clock.advance(1)
  expect(check(entity(card_id))).toEqual(error(200750, 'The card entity has expired', card_id))
  clock.advance(-1)
  const card = world.state.cards.get(card_id)
  if (card) card.message_id = 'om_1'
  expect(check(entity(card_id))).toEqual(error(200740, 'the card has already been sent', card_id))
})

test('the elements of a card are found at any depth, the outer ones first', () => {
  const inner = { tag: 'text', element_id: 'b' }
  const outer = { tag: 'div', columns: [{ fields: [inner] }] }
  expect(elementsOf({ body: { elements: [outer, 'x', null] }, tag: 1 })).toEqual([outer, inner])
})
