import { describe, expect, test } from 'vitest'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { upload } from '../testing/images.ts'
import { createTenant, type Tenant } from '../testing/tenant.ts'

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
