import { describe, expect, test } from 'vitest'
import { json } from '../testing/faults.ts'
import { exchangeOf, refusalOf, SUCCESS, startWith } from '../testing/send.ts'

describe('a new message', () => {
  const MESSAGE = { receive_id_type: 'open_id', receive_id: 'ou_1', text: 'hi "you"' }

  test('is sent in the format of the platform, and its id is returned', async () => {
    const { post, calls } = await startWith(
      json('200 OK', { code: 0, data: { message_id: 'om_new' } }),
    )
    const response = await post('/api/messages?profile=feishu', MESSAGE)
    expect(response.status).toBe(200)
    expect(await exchangeOf(response)).toMatchObject({
      endpoint: 'create_message',
      message_id: 'om_new',
      outcome: 'answered',
    })
    const [call] = calls()
    expect(call?.path).toBe('/open-apis/im/v1/messages?receive_id_type=open_id')
    expect(JSON.parse(call?.body ?? '')).toEqual({
      receive_id: 'ou_1',
      msg_type: 'text',
      content: '{"text":"hi \\"you\\""}',
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  test.each([{ message_id: '../x' }, { message_id: 7 }, null, 'text'])(
    'has no id if the response has none of the right form: %j',
    async (data) => {
      const { post } = await startWith(json('200 OK', { code: 0, data }))
      expect(await exchangeOf(await post('/api/messages', MESSAGE))).toMatchObject({
        outcome: 'answered',
        message_id: null,
      })
    },
  )

  test('goes with the uuid of the request, so that a repeat with another key creates nothing twice', async () => {
    const { post, calls } = await startWith(
      json('200 OK', { code: 0, data: { message_id: 'om_new' } }),
    )
    for (const key of ['one', 'two']) {
      const response = await post(
        '/api/messages',
        { ...MESSAGE, uuid: 'press-1' },
        { 'idempotency-key': key },
      )
      expect(response.status).toBe(200)
    }
    expect(calls().map(({ body }) => JSON.parse(body).uuid)).toEqual(['press-1', 'press-1'])
  })

  test('is refused with the names of its fields', async () => {
    const { post, upstream } = await startWith(SUCCESS)
    const response = await post('/api/messages', {
      receive_id_type: 'x',
      receive_id: 'a b',
      text: ' ',
    })
    expect(response.status).toBe(422)
    const { issues } = await refusalOf(response)
    expect(issues.map((issue) => issue.path)).toEqual(['receive_id_type', 'receive_id', 'text'])
    expect(upstream.requests).toHaveLength(0)
  })
})
