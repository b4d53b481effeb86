import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { deliveryResponseSchema } from '#contract/deliveries/delivery'
import { exchangeSchema } from '#contract/exchange'
import { exchangesSchema, exportSchema } from '#contract/exchanges'
import { receiptSchema } from '#contract/receipt'
import type { Ledger } from '../ledger/ledger.ts'
import { type FaultServer, startFaultServer } from '../testing/fault-server.ts'
import { afterToken, json } from '../testing/faults.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

const TOKEN = 't-canary-of-the-exports'
const SECRET = 'canary-secret-of-the-exports'
const ANSWER = { code: 230006, msg: `only support latest message. ${TOKEN} ${SECRET}` }

let upstream: FaultServer
let testConsole: ReturnType<typeof createTestConsole>
afterEach(async () => {
  await testConsole.close()
  await upstream.close()
})

async function start(wrapLedger?: (ledger: Ledger) => Ledger): Promise<void> {
  upstream = await startFaultServer(afterToken(TOKEN, () => json('400 Bad Request', ANSWER)))
  const profile = testProfile(upstream.url, { app_secret: SECRET })
  testConsole = createTestConsole([profile], { wrapLedger })
}

async function push(message_id: string, text: string) {
  const body = { follow_ups: [{ content: text }] }
  const response = await testConsole.post(`/api/messages/${message_id}/push_follow_up`, body)
  return exchangeSchema.parse(await response.json())
}

function expectNoSecret(text: string): void {
  expect(text).not.toContain(TOKEN)
  expect(text).not.toContain(SECRET)
}

describe('the history as a file', () => {
  test('as JSON contains every exchange that matches the filter, over all pages', async () => {
    await start()
    for (let i = 0; i < 103; i += 1) await push(`om_${i}`, i % 2 === 0 ? '偶数' : 'odd')
    const response = await testConsole.request('/api/exchanges/export?format=json')
    const text = await response.text()
    const { exchanges } = exchangesSchema.parse({ ...JSON.parse(text), next_cursor: null })
    expect(exchanges.map(({ message_id }) => message_id)).toEqual(
      Array.from({ length: 103 }, (_, i) => `om_${102 - i}`),
    )
    expectNoSecret(text)
    const odd = await testConsole.request('/api/exchanges/export?format=json&query=odd')
    expect(JSON.parse(await odd.text()).exchanges).toHaveLength(51)
  })

  test('as CSV is safe to open in a spreadsheet: nothing is calculated', async () => {
    await start()
    await push('om_1', '=HYPERLINK("https://evil.test","click")')
    await push('om_2', '查看进度')
    const response = await testConsole.request('/api/exchanges/export?format=csv')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="exchanges-\d{8}T\d{6}Z\.csv"$/,
    )
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const [header, newest, oldest, end] = bytes.subarray(3).toString().split('\r\n')
    expect(header?.split(',').slice(0, 5)).toEqual([
      'started_at',
      'profile',
      'endpoint',
      'message_id',
      'texts',
    ])
    expect(newest).toContain(',om_2,查看进度,answered,230006,')
    expect(oldest).toContain(`,"'=HYPERLINK(""https://evil.test"",""click"")",`)
    expect(end).toBe('')
    expectNoSecret(bytes.toString())
  })

  test('names the recipient and the delivery of each exchange', async () => {
    await start()
    await push('om_1', 'alone')
    const recipient = { receive_id_type: 'open_id', receive_id: 'ou_lin', label: '=林晓雨' }
    const body = { recipient, message: { text: '您好' }, follow_ups: [{ content: 'OK' }] }
    const delivered = await testConsole.post('/api/deliveries', body)
    const { id } = deliveryResponseSchema.parse(await delivered.json()).delivery
    const read = async (format: string) =>
      (await testConsole.request(`/api/exchanges/export?format=${format}`)).text()
    const { exchanges } = exportSchema.parse(JSON.parse(await read('json')))
    expect(exchanges.map((one) => [one.recipient_label, one.delivery])).toEqual([
      ['=林晓雨', id],
      [null, null],
    ])
    const [header, newest, oldest] = (await read('csv')).split('\r\n')
    expect(header).toContain(',actor,recipient_label,delivery,')
    expect(newest).toContain(`,local,'=林晓雨,${id},`)
    expect(oldest).toContain(',local,,,')
  })

  test('may be empty', async () => {
    await start()
    const response = await testConsole.request('/api/exchanges/export?format=json')
    expect(await response.json()).toEqual({ exchanges: [] })
  })

  test('is refused if the ledger cannot be read, not cut off', async () => {
    await start((ledger) => ({ ...ledger, list: () => Promise.reject(new Error('gone')) }))
    expect((await testConsole.request('/api/exchanges/export?format=csv')).status).toBe(500)
  })
})

describe('the receipt of one exchange', () => {
  test('contains what the support of Feishu needs, the hash of each body, and no secret', async () => {
    await start()
    const { id, started_at } = await push('om_1', '好的')
    const response = await testConsole.request(`/api/exchanges/${id}/receipt`)
    const text = await response.text()
    const receipt = receiptSchema.parse(JSON.parse(text))
    expect(receipt).toMatchObject({
      app_id: 'cli_test',
      exchange: { id, code: 230006, started_at },
    })
    const [attempt] = receipt.attempts
    const sent = upstream.requests.at(-1)?.body ?? ''
    expect(attempt?.request.body).toBe('{"follow_ups":[{"content":"好的"}]}')
    expect(attempt?.request.body_sha256).toBe(createHash('sha256').update(sent).digest('hex'))
    expect(attempt?.request.body_bytes).toBe(Buffer.byteLength(sent))
    expect(attempt?.response?.http_status).toBe(400)
    expect(receipt.exchange.notes).toContain('redacted')
    expectNoSecret(text)
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="receipt-push_follow_up-\d{8}T\d{6}Z\.json"$/,
    )
  })
})
