import { describe, expect, test } from 'vitest'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { createWorld } from '../tenant/world.ts'
import { upload } from '../testing/images.ts'
import { createTenant, type Tenant } from '../testing/tenant.ts'
import { checkContent } from './message-content.ts'

const send = ({ ask, user_id }: Tenant, msg_type: string, content: unknown) =>
  ask('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: user_id,
    msg_type,
    content: typeof content === 'string' ? content : JSON.stringify(content),
  })

const post = (...elements: unknown[]) => ({ zh_cn: { title: '标题', content: [elements] } })
const v2 = (...elements: unknown[]) => ({ schema: '2.0', body: { elements } })
const repeat = (count: number, element: unknown) => Array.from({ length: count }, () => element)
const divider = (text: unknown) => ({ type: 'divider', params: { divider_text: { text } } })

describe('accepts what the documentation shows', () => {
  test.each([
    ['post', post({ tag: 'text', text: 'x', style: ['bold'] }, { tag: 'hr' })],
    ['post', post({ tag: 'a', text: 'x', href: 'https://open.feishu.cn' })],
    ['post', { en_us: { content: [[{ tag: 'at', user_id: 'all' }], [{ tag: 'md', text: 'x' }]] } }],
    [
      'post',
      post({ tag: 'code_block', language: 'GO', text: 'x' }, { tag: 'emotion', emoji_type: 'OK' }),
    ],
    ['interactive', { elements: [{ tag: 'div', text: { tag: 'plain_text', content: 'x' } }] }],
    ['interactive', { header: { title: { tag: 'plain_text', content: 'x' } } }],
    ['interactive', v2({ tag: 'markdown', content: 'x' })],
    ['interactive', v2(...repeat(5, { tag: 'table', columns: [], rows: [] }))],
    ['interactive', { type: 'template', data: { template_id: 'AAqyjwfhabcef' } }],
    ['file', { file_key: 'file_v2_x' }],
    ['system', divider('一二三四五六七八九十')],
  ])('%s %j', async (msg_type, content) => {
    expect(await send(await createTenant(), msg_type, content)).toMatchObject({ code: 0 })
  })
})

describe('rejects what the documentation excludes', () => {
  const parameter = 'Your request contains an invalid request parameter, ext='
  const card = 'Failed to create card content, ext=ErrCode: '
  test.each([
    ['text', { text: '' }, 230001, `${parameter}content of a text message needs text`],
    ['text', '[]', 230001, `${parameter}content is not a JSON object`],
    ['poem', {}, 230001, `${parameter}msg_type is not supported`],
    ['constructor', {}, 230001, `${parameter}msg_type is not supported`],
    ['post', {}, 230001, `${parameter}post has no language`],
    ['post', { title: '', content: [] }, 230001, `${parameter}invalid post content`],
    [
      'post',
      post({ tag: 'a', text: 'x', href: 'no' }),
      230001,
      `${parameter}invalid post element, tag: a`,
    ],
    ['post', post({ tag: 'video' }), 230001, `${parameter}invalid post element, tag: video`],
    ['post', post({ tag: 'img', image_key: 'img_x' }), 230001, `${parameter}invalid image_key`],
    ['image', { image_key: 'img_x' }, 230001, `${parameter}invalid image_key`],
    ['audio', {}, 230001, `${parameter}invalid file_key`],
    ['share_chat', { chat_id: 'oc_x' }, 230001, `${parameter}invalid chat_id`],
    ['share_user', { user_id: 'ou_x' }, 230001, `${parameter}invalid user_id`],
    ['system', divider('x'.repeat(21)), 230001, `${parameter}invalid divider`],
    ['system', divider('一二三四五六七八九十x'), 230001, `${parameter}invalid divider`],
    ['interactive', '{', 230099, `${card}200621; `],
    ['interactive', {}, 230099, `${card}200621; `],
    ['interactive', { elements: {} }, 230099, `${card}200621; `],
    ['interactive', { type: 'template', data: {} }, 230099, `${card}200621; `],
    ['interactive', v2({ tag: 'note', elements: [] }), 230099, `${card}200861; `],
    ['interactive', v2(...repeat(201, { tag: 'hr' })), 230099, `${card}11310; `],
    [
      'interactive',
      { elements: repeat(6, { tag: 'table' }) },
      230099,
      `${card}11310; ErrMsg: card table number over limit; ErrorValue: table;`,
    ],
    ['interactive', v2({ tag: 'img', img_key: 'img_x' }), 230099, `${card}200570; `],
    ['interactive', { type: 'card', data: { card_id: '7' } }, 230099, `${card}200740; `],
  ])('%s %j', async (msg_type, content, code, msg) => {
    const answer = await send(await createTenant(), msg_type, content)
    expect(answer).toMatchObject({ code, status: 400 })
    expect(answer.msg.startsWith(msg), answer.msg).toBe(true)
  })
})

test('an uploaded image can be sent alone, in a post and in a card', async () => {
  const tenant = await createTenant()
  const image_key = await upload(tenant)
  const sent = [
    await send(tenant, 'image', { image_key }),
    await send(tenant, 'post', post({ tag: 'img', image_key })),
    await send(tenant, 'interactive', v2({ tag: 'img', img_key: image_key })),
  ]
  expect(sent.map(({ code }) => code)).toEqual([0, 0, 0])
})

test('unknown_image_key = allowed accepts an image that was not uploaded', async () => {
  const tenant = await createTenant()
  const assumed = { unknown_image_key: 'allowed' }
  await tenant.control('POST', '/assumptions', assumed, assumptionsResponseSchema)
  const sent = [
    await send(tenant, 'image', { image_key: 'img_v2_x' }),
    await send(tenant, 'interactive', v2({ tag: 'img', img_key: 'img_v2_x' })),
  ]
  expect(sent.map(({ code }) => code)).toEqual([0, 0])
})

test('a group and an available user are shared, a divider is only for one-to-one chats', async () => {
  const tenant = await createTenant()
  const { group, unreachable, user_id, ask } = tenant
  expect((await send(tenant, 'share_chat', { chat_id: group.chat_id })).code).toBe(0)
  expect((await send(tenant, 'share_user', { user_id })).code).toBe(0)
  const away = { user_id: unreachable.open_ids[0] }
  expect((await send(tenant, 'share_user', away)).code).toBe(230013)
  const { code } = await ask('POST', '/im/v1/messages?receive_id_type=chat_id', {
    receive_id: group.chat_id,
    msg_type: 'system',
    content: JSON.stringify(divider('x')),
  })
  expect(code).toBe(230001)
})

/** A bot, and the error for a content of its message. */
function startBot() {
  const world = createWorld()
  const [app, other] = [...world.state.apps.values()]
  if (!app || !other) throw new Error('not seeded')
  const check = (msg_type: string, content: unknown) =>
    checkContent(
      world,
      app,
      msg_type,
      typeof content === 'string' ? content : JSON.stringify(content),
    )
  return { world, app, other, check }
}

const invalid = (ext: string) => ({
  code: 230001,
  msg: `Your request contains an invalid request parameter, ext=${ext}`,
})

describe('the size of a content', () => {
  const sized = (bytes: number, start: string) =>
    `${start}${'x'.repeat(bytes - start.length - 2)}"}`

  test.each([
    ['text', '{"text":"', 153_600],
    ['file', '{"file_key":"', 153_600],
    ['post', '{"en_us":{"content":[]},"zh_cn":{"content":[],"title":"', 30_720],
    ['interactive', '{"elements":[],"x":"', 30_720],
  ])('of a message of type %s is limited in bytes', (type, start, limit) => {
    const { check } = startBot()
    const end = type === 'post' ? '}' : ''
    expect(check(type, sized(limit - end.length, start) + end)).toBeNull()
    expect(check(type, sized(limit + 1 - end.length, start) + end)).toEqual({ code: 230025 })
    const wide = sized(limit - end.length, start).replace('xx', '语') + end
    expect(check(type, wide)).toEqual({ code: 230025 })
  })
})

describe('an element of a post', () => {
  test.each([
    [{ tag: 'text', text: '' }, {}],
    [{ tag: 'md', text: 'x' }, {}],
    [
      { tag: 'a', text: 'x', href: 'x:y' },
      { tag: 'a', href: 'x:y' },
    ],
    [
      { tag: 'a', text: 'x', href: 'http://x' },
      { tag: 'a', text: 'x' },
    ],
    [
      { tag: 'at', user_id: 'x' },
      { tag: 'at', user_id: '' },
    ],
    [{ tag: 'media', file_key: 'x' }, { tag: 'media' }],
    [
      { tag: 'media', file_key: 'x', image_key: 'y' },
      { tag: 'media', file_key: 'x', image_key: 7 },
    ],
    [{ tag: 'emotion', emoji_type: 'OK' }, { tag: 'emotion' }],
    [{ tag: 'code_block', text: 'x' }, { tag: 'code_block' }],
    [
      { tag: 'code_block', text: 'x', language: 'GO' },
      { tag: 'code_block', text: 'x', language: 7 },
    ],
    [{ tag: 'hr' }, { tag: 'br' }],
    [{ tag: 'hr' }, { tag: 'toString' }],
    [{ tag: 'hr' }, { tag: '__proto__' }],
  ])('is accepted as %j but not as %j', (good, bad) => {
    const { check } = startBot()
    expect(check('post', post(good))).toBeNull()
    const tag = 'tag' in bad ? bad.tag : undefined
    const error = tag ? `invalid post element, tag: ${tag}` : 'invalid post content'
    expect(check('post', post(good, bad))).toEqual(invalid(error))
  })

  test('is checked in every language and paragraph', () => {
    const { check } = startBot()
    const content = [[{ tag: 'hr' }], [{ tag: 'video' }]]
    const wrong = { zh_cn: { content: [] }, en_us: { title: null, content } }
    expect(check('post', wrong)).toEqual(invalid('invalid post element, tag: video'))
    expect(check('post', { zh_cn: { title: 7, content: [] } })).toEqual(
      invalid('invalid post content'),
    )
    expect(check('post', {})).toEqual(invalid('post has no language'))
    const key = post({ tag: 'img', image_key: 7 })
    expect(check('post', key)).toEqual(invalid('invalid post element, tag: img'))
  })
})

test('an image belongs to the app that sends it', () => {
  const { check, world, app, other } = startBot()
  const image = { image_type: 'message', bytes: new Uint8Array() } as const
  world.state.images.set('own', { ...image, app_id: app.app_id })
  world.state.images.set('foreign', { ...image, app_id: other.app_id })
  expect(check('image', { image_key: 'own' })).toBeNull()
  expect(check('image', { image_key: 'foreign' })).toEqual({ code: 230017 })
  expect(check('post', post({ tag: 'img', image_key: 'foreign' }))).toEqual({ code: 230017 })
  world.assumptions.unknown_image_key = 'allowed'
  expect(check('image', { image_key: 'unknown' })).toBeNull()
  expect(check('image', { image_key: 'foreign' })).toEqual({ code: 230017 })
  for (const content of [{}, { image_key: '' }, { image_key: 7 }]) {
    expect(check('image', content)).toEqual(invalid('invalid image_key'))
  }
})

test.each(['file', 'audio', 'media', 'sticker'])(
  'a message of type %s needs a file_key',
  (type) => {
    const { check } = startBot()
    expect(check(type, { file_key: 'x' })).toBeNull()
    for (const content of [{}, { file_key: '' }, { file_key: 7 }]) {
      expect(check(type, content)).toEqual(invalid('invalid file_key'))
    }
  },
)

test.each([{}, { text: 7 }, { text: '' }])('the text %j is missing', (content) => {
  expect(startBot().check('text', content)).toEqual(invalid('content of a text message needs text'))
})

test('a chat of the bot and a user can be shared', () => {
  const { check, world, app } = startBot()
  const chats = [...world.state.chats.values()]
  const ours = chats.filter(({ app_ids }) => app_ids.includes(app.app_id))
  const idOf = (mode: string) => ours.find(({ chat_mode }) => chat_mode === mode)?.chat_id
  const foreign = chats.find((chat) => !ours.includes(chat))?.chat_id
  expect(check('share_chat', { chat_id: idOf('group') })).toBeNull()
  expect(check('share_chat', { chat_id: idOf('p2p') })).toEqual({ code: 230015 })
  expect(check('share_chat', { chat_id: foreign })).toEqual(invalid('invalid chat_id'))
  const [user_id] = world.state.users.keys()
  expect(check('share_user', { user_id })).toBeNull()
  app.unavailable_to = [String(user_id)]
  expect(check('share_user', { user_id })).toEqual({ code: 230013 })
  expect(check('share_user', {})).toEqual(invalid('invalid user_id'))
})

test('a divider is at most twenty wide, a Han character counts twice', () => {
  const { check, world, app } = startBot()
  for (const text of [
    'x',
    'x'.repeat(20),
    '一'.repeat(10),
    `${'一'.repeat(9)}xx`,
    '😀'.repeat(20),
  ]) {
    expect(check('system', divider(text)), text).toBeNull()
  }
  for (const content of [
    ...['', 'x'.repeat(21), '一'.repeat(11), `${'一'.repeat(9)}xxx`, 7].map(divider),
    ...[{}, { type: 'divider' }, { type: 'divider', params: {} }],
    { ...divider('x'), type: 'line' },
  ]) {
    expect(check('system', content)).toEqual(invalid('invalid divider'))
  }
  app.scopes = ['im:message']
  expect(check('system', divider('x'))).toEqual({ code: 230027 })
  world.assumptions.system_scope = '99991672'
  expect(check('system', divider('x'))).toEqual({ code: 99991672 })
})
