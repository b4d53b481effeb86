import { expect, test } from 'vitest'
import { createPastedTokens } from './pasted-tokens.ts'

const TARGET = { id: 'orders', base_url: 'https://open.feishu.cn', app_id: 'cli_orders' }
const TOKEN = 't-pasted-token-0123456789'
const AT = Date.parse('2026-11-22T08:00:00.000Z')

function start() {
  let passed = 0
  const tokens = createPastedTokens({ wall: () => AT + passed, monotonic: () => passed })
  const wait = (ms: number) => {
    passed += ms
  }
  return { tokens, wait }
}

test('a token is available until it expires, and is then shown as expired', () => {
  const { tokens, wait } = start()
  tokens.keep('mine', TARGET, { tenant_access_token: TOKEN, expires_in: 60 })
  wait(59_999)
  expect(tokens.find('mine', TARGET)).toMatchObject({ token: TOKEN, expires_at_ms: AT + 60_000 })
  wait(1)
  expect(tokens.find('mine', TARGET)).toMatchObject({ token: null, expires_at_ms: AT + 60_000 })
})

test('a token of unknown age expires after the longest lifetime of a platform token', () => {
  const { tokens, wait } = start()
  tokens.keep('mine', TARGET, { tenant_access_token: TOKEN })
  wait(7_199_999)
  expect(tokens.find('mine', TARGET)).toMatchObject({ token: TOKEN, expires_at_ms: null })
  wait(1)
  expect(tokens.find('mine', TARGET)?.token).toBeNull()
})

test('a token belongs to one session, one app and one upstream', () => {
  const { tokens } = start()
  tokens.keep('mine', TARGET, { tenant_access_token: TOKEN })
  expect(tokens.find(null, TARGET)).toBeNull()
  expect(tokens.find('theirs', TARGET)).toBeNull()
  for (const other of [{ id: 'x' }, { base_url: 'https://open.larksuite.com' }, { app_id: 'x' }]) {
    expect(tokens.find('mine', { ...TARGET, ...other })).toBeNull()
  }
})

test('with too many sessions, the least recently used one is removed', () => {
  const { tokens } = start()
  const paste = (session: string) => tokens.keep(session, TARGET, { tenant_access_token: TOKEN })
  paste('old')
  paste('older but back')
  paste('old')
  for (let n = 0; n < 999; n += 1) paste(`session ${n}`)
  expect(tokens.knows('old')).toBe(true)
  expect(tokens.knows('older but back')).toBe(false)
})
