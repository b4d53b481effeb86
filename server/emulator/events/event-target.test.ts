import { lookup as lookUp } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { expect, test } from 'vitest'
import { checkTarget, guardLookup, parseEventHosts, type TargetPolicy } from './event-target.ts'

const policy: TargetPolicy = {
  allowedHosts: ['bot.internal', '10.1.2.3', 'fd00::1'],
  lookup: lookUp,
}

test.each([
  'http://127.0.0.1:3000/webhook',
  'http://127.254.1.9/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://[::1]:3000/',
  'http://[0:0:0:0:0:0:0:1]/',
  'https://localhost/',
  'http://bot.localhost/',
  'http://BOT.internal:8080/',
  'http://10.1.2.3/',
  'http://[fd00:0::1]/',
])('allows %s', (url) => {
  expect(checkTarget(new URL(url), policy)).toBeNull()
})

test.each([
  'http://10.0.0.1/',
  'http://167772161/',
  'http://0x0a000001/',
  'http://012.0.0.1/',
  'http://169.254.169.254/latest/meta-data',
  'http://0.0.0.0/',
  'http://0/',
  'http://126.255.255.255/',
  'http://128.0.0.1/',
  'http://[::]/',
  'http://[::2]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://１０.0.0.1/',
  'http://user@127.0.0.1/',
  'http://user:password@127.0.0.1/',
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
])('rejects %s', (url) => {
  expect(checkTarget(new URL(url), policy)).not.toBeNull()
})

/** Returns the result of a guarded lookup of a name that resolves to these addresses. */
function resolve(addresses: string[], all: boolean, host = 'bot.test') {
  const fake: LookupFunction = (_hostname, options, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    const [first] = found
    if (options.all) callback(null, found)
    else callback(null, first?.address ?? '', first?.family ?? 4)
  }
  const guarded = guardLookup(new URL(`http://${host}/`), { ...policy, lookup: fake })
  return new Promise<string | null>((done) => {
    guarded(host, { all }, (error) => done(error?.message ?? null))
  })
}

test.each([true, false])('resolves a name for loopback (all: %s)', async (all) => {
  expect(await resolve(['127.0.0.1'], all)).toBeNull()
  expect(await resolve(['::1'], all)).toBeNull()
})

test.each([true, false])('does not resolve a name for another address (all: %s)', async (all) => {
  for (const address of ['10.0.0.1', '::ffff:127.0.0.1', 'fe80::1', '0.0.0.0', '127.evil.test']) {
    expect(await resolve([address], all)).toContain(`${address} is not a loopback address`)
  }
})

test('rejects a name if one of its addresses is not loopback', async () => {
  expect(await resolve(['127.0.0.1', '10.0.0.1'], true)).toContain('10.0.0.1 is not')
})

test('allows every address of a name that the operator allows', async () => {
  expect(await resolve(['10.0.0.1'], true, 'bot.internal')).toBeNull()
})

test('parses hosts between commas, with spaces and capitals', () => {
  expect(parseEventHosts('')).toEqual([])
  expect(parseEventHosts(' Bot.Internal, 10.0.0.7,,fd00::1 ')).toEqual([
    'bot.internal',
    '10.0.0.7',
    'fd00::1',
  ])
})

test.each([
  'http://bot.internal',
  'bot.internal:8080',
  'bot.internal/webhook',
  'user@bot.internal',
  'bot internal',
  '*',
  '*.internal/',
  '2130706433',
  'fd00:0:0::1',
  '[fd00::1]',
  'bücher.example',
])("%s is not a host in a URL's spelling", (item) => {
  expect(parseEventHosts(`localhost,${item}`)).toBeNull()
})
