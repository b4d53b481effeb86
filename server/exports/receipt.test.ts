import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Exchange, exchangeSchema } from '#contract/exchange'
import { receiptSchema } from '#contract/receipt'
import { receiptName, writeReceipt } from './receipt.ts'

const BYTES = Buffer.from('{"code":0,"msg":"\xff"}', 'latin1')

const attempt = {
  request: { method: 'POST', url: 'https://open.feishu.cn/x', headers: {}, body: '{"a":"好"}' },
  response: {
    http_status: 200,
    headers: { 'x-tt-logid': '2026' },
    body: BYTES.toString(),
    body_base64: BYTES.toString('base64'),
    truncated: false,
  },
  failure: null,
  code: null,
  started_at: '2026-11-22T06:02:11.084Z',
  duration_ms: 84.2,
}

const exchange: Exchange = exchangeSchema.parse({
  id: '../../etc/passwd\r\nx-evil: 1',
  profile: 'feishu',
  endpoint: 'push_follow_up',
  message_id: 'om_1',
  state: 'unknown',
  outcome: 'unknown',
  actor: 'local',
  attempt_of: null,
  delivery: null,
  resolution: null,
  recorded: true,
  idempotency_key: 'k',
  body: '{"a":"好"}',
  msg: null,
  log_id: '2026',
  troubleshooter: null,
  meaning: null,
  notes: [],
  attempts: [attempt, { ...attempt, response: null }],
  ...attempt,
})

test('hashes the received bytes of a binary body', () => {
  const receipt = receiptSchema.parse(writeReceipt(exchange, { app_id: null, now_ms: 0 }))
  expect(receipt.written_at).toBe('1970-01-01T00:00:00.000Z')
  expect(receipt.attempts[0]?.response).toMatchObject({
    body_bytes: BYTES.length,
    body_sha256: createHash('sha256').update(BYTES).digest('hex'),
  })
  expect(receipt.attempts[0]?.request.body_bytes).toBe(11)
  expect(receipt.attempts[1]?.response).toBeNull()
})

test('the file name contains no external input', () => {
  expect(receiptName(exchange)).toBe('receipt-push_follow_up-20261122T060211Z.json')
})
