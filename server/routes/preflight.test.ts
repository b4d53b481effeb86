import { describe, expect, onTestFinished, test } from 'vitest'
import { type PreflightCheckName, preflightSchema } from '#contract/checks'
import { emulatorStateSchema } from '#contract/emulator/state'
import { exchangeSchema } from '#contract/exchange'
import { EMULATOR, startEmulated } from '../testing/emulated-console.ts'
import { FAULTS, isTokenCall, json } from '../testing/faults.ts'
import { BODY, PUSH, startOn, startWith, TOKEN } from '../testing/send.ts'

const APP = `/apps/${EMULATOR.app_id}`

type Asked = Pick<Awaited<ReturnType<typeof startEmulated>>, 'request'>

async function look({ request }: Asked, message_id: string, language = 'en') {
  const headers = { 'accept-language': language }
  const response = await request(`/api/messages/${message_id}/preflight`, { headers })
  expect(response.status).toBe(200)
  const result = preflightSchema.parse(await response.json())
  const of = (name: PreflightCheckName) => {
    const check = result.checks.find((one) => one.name === name)
    if (!check) throw new Error(`no check ${name}`)
    return check
  }
  const open = result.checks.filter((one) => one.status === 'not_checked').map(({ name }) => name)
  return { ...result, of, open }
}

/** A console on an emulator, a message that it has just sent, and the chat’s person. */
async function start(...args: Parameters<typeof startEmulated>) {
  const emulated = await startEmulated(...args)
  onTestFinished(() => emulated.close())
  const state = emulatorStateSchema.parse(await emulated.control('GET', '/state'))
  const open_id = state.default_receiver.receive_id
  async function write() {
    const message = { receive_id_type: 'open_id', receive_id: open_id, text: 'hello' }
    const exchange = await (await emulated.post('/api/messages', message)).json()
    return exchangeSchema.parse(exchange).message_id ?? ''
  }
  return { ...emulated, state, open_id, write, message_id: await write() }
}

const push = ({ post }: Pick<Awaited<ReturnType<typeof start>>, 'post'>, id: string) =>
  post(`/api/messages/${id}/push_follow_up`, BODY)

describe('the pre-check of a push', () => {
  test('a new message passes every check, with the time left', async () => {
    const console = await start()
    const { message_id } = console
    const result = await look(console, message_id)
    expect(result.checks.filter(({ status }) => status !== 'pass')).toEqual([])
    expect(result).toMatchObject({ predicted_code: 0, assumed: false })
    expect(result.message).toMatchObject({ message_id, msg_type: 'text', text: 'hello' })
    const left = Date.parse(result.expires_at ?? '') - Date.now()
    expect(left).toBeGreaterThan(595_000)
    expect(left).toBeLessThan(602_000)
  })

  test('sends nothing and records nothing', async () => {
    const console = await start()
    const before = await console.ledger.list({}, { limit: 10 })
    const state = async () => {
      const { chats } = emulatorStateSchema.parse(await console.control('GET', '/state'))
      return chats
    }
    const chats = await state()
    await look(console, console.message_id)
    expect(await console.ledger.list({}, { limit: 10 })).toEqual(before)
    expect(await state()).toEqual(chats)
  })

  test('a newer message after the check changes the prediction to 230006', async () => {
    const console = await start()
    const { message_id, open_id, control } = console
    expect((await look(console, message_id)).predicted_code).toBe(0)
    await control('POST', `/users/${open_id}/messages`, { app_id: EMULATOR.app_id, text: 'wait' })
    expect(exchangeSchema.parse(await (await push(console, message_id)).json()).code).toBe(230006)
    expect((await look(console, message_id)).predicted_code).toBe(230006)
  })

  test('a malformed message_id is reported without a call', async () => {
    const console = await start()
    for (const id of ['om_', 'x', 'om_a.b', `om_${'x'.repeat(129)}`]) {
      const { predicted_code, checks, of } = await look(console, id)
      expect(predicted_code).toBeNull()
      expect(of('message_id').status).toBe('fail')
      expect(checks.slice(1).every(({ status }) => status === 'not_checked')).toBe(true)
    }
  })

  test('with only the push scope, a message of this console still has its deadline', async () => {
    const console = await start()
    await console.control('PATCH', APP, { scopes: ['im:message:send_as_bot'] })
    const { predicted_code, expires_at, of, open } = await look(console, console.message_id)
    expect(predicted_code).toBeNull()
    expect(expires_at).not.toBeNull()
    expect(open).toEqual(['user_visible', 'not_recalled', 'latest'])
    expect(of('latest').detail).toContain('im:message.history:readonly')
    expect(of('latest').links[0]).toMatch(/^https:\/\/open\.feishu\.cn\//)
    expect(of('sent_by_this_bot').status).toBe('pass')
    expect(of('p2p').status).toBe('pass')
  })

  test('the user of a chat that cannot be read is who wrote in it', async () => {
    const console = await start()
    await console.control('PATCH', APP, { scopes: ['im:message', 'admin:app.info:readonly'] })
    const [written] = console.state.demonstrations
    const { of } = await look(console, written?.message_id ?? '')
    expect(of('p2p').status).toBe('not_checked')
    expect(of('user_visible').status).toBe('pass')
  })

  test('the texts are in the language of the request', async () => {
    const console = await start()
    const { demonstrations } = console.state
    for (const { message_id } of demonstrations) {
      for (const { detail, advice } of (await look(console, message_id, 'zh-CN')).checks) {
        for (const text of [detail, advice].filter(Boolean)) expect(text).toMatch(/[\u4e00-\u9fff]/)
      }
    }
  })

  test('a wrong secret is predicted as the code of the token endpoint', async () => {
    const console = await start()
    const wrong = {
      ...console.profile,
      credential: { kind: 'custom', app_secret: 'wrong-secret' },
    } as const
    Object.assign(console.profile, wrong)
    const { predicted_code, of } = await look(console, console.message_id)
    expect(predicted_code).toBe(10014)
    expect(of('token')).toMatchObject({ status: 'fail', code: 10014 })
    const exchange = exchangeSchema.parse(await (await push(console, console.message_id)).json())
    expect(exchange).toMatchObject({ outcome: 'token_refused', code: 10014 })
  })

  test('a pause of the platform is predicted, and the console does not send', async () => {
    const console = await start()
    await console.control('POST', '/faults', {
      operation: 'push_follow_up',
      next_calls: 1,
      fault: { kind: 'rate_limited', reset: 30 },
    })
    await push(console, console.message_id)
    const { predicted_code, assumed, of } = await look(console, console.message_id)
    expect(of('budget').status).toBe('fail')
    expect([predicted_code, assumed]).toEqual([99991400, true])
    expect((await push(console, console.message_id)).ok).toBe(false)
  })

  test('just before the deadline the result is open', async () => {
    const console = await start()
    await console.control('POST', '/clock', { action: 'advance', ms: 599_300 })
    const { predicted_code, of } = await look(console, console.message_id)
    expect(predicted_code).toBeNull()
    expect(of('age').status).toBe('not_checked')
  })

  test('an unknown profile or parameter is refused', async () => {
    const { request } = await start()
    expect((await request('/api/messages/om_x/preflight?profile=unknown')).status).toBe(422)
    expect((await request('/api/messages/om_x/preflight?x=1')).status).toBe(422)
  })
})

describe('on the real platform, which does not report bubbles', () => {
  test('a message without a push in the ledger is marked as assumed', async () => {
    const console = await start({}, { brand: 'feishu' })
    const { message_id } = console
    expect(await look(console, message_id)).toMatchObject({ predicted_code: 0, assumed: true })
    await push(console, message_id)
    expect(await look(console, message_id)).toMatchObject({
      predicted_code: 230008,
      assumed: false,
    })
  })

  test('a push of unknown outcome leaves the result open until it is resolved', async () => {
    const console = await start({}, { brand: 'feishu' })
    const { message_id, control, post } = console
    await control('POST', '/faults', {
      operation: 'push_follow_up',
      next_calls: 1,
      fault: { kind: 'drop', when: 'after_effect' },
    })
    const lost = exchangeSchema.parse(await (await push(console, message_id)).json())
    expect(lost.outcome).toBe('unknown')
    expect(await look(console, message_id)).toMatchObject({
      predicted_code: null,
      open: ['not_followed'],
    })
    await post(`/api/exchanges/${lost.id}/resolve`, { verdict: 'not_delivered' })
    expect((await look(console, message_id)).of('not_followed').status).toBe('pass')
    await post(`/api/exchanges/${lost.id}/resolve`, { verdict: 'delivered' })
    expect((await look(console, message_id)).predicted_code).toBe(230008)
  })
})

describe('if the platform cannot be queried', () => {
  test('every check is open and nothing is predicted', async () => {
    const console = await startWith(FAULTS.html_502)
    const { predicted_code, checks } = await look(console, 'om_test')
    expect(predicted_code).toBeNull()
    expect(checks.filter(({ status }) => status === 'fail')).toEqual([])
  })

  test('an unknown code is reported with its msg, without secrets', async () => {
    const console = await startOn((request) =>
      isTokenCall(request)
        ? json('200 OK', { code: 0, tenant_access_token: TOKEN, expire: 7200 })
        : json('400 Bad Request', { code: 777, msg: `odd ${TOKEN} secret-of-the-test-app` }),
    )
    const response = await console.request(`${PUSH.replace('/push_follow_up', '')}/preflight`)
    const text = await response.text()
    expect(text).toContain('777')
    expect(text).not.toContain(TOKEN)
    expect(text).not.toContain('secret-of-the-test-app')
  })
})
