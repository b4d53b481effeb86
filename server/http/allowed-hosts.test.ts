import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loopbackHosts, originsOf, parseAllowedHosts } from './allowed-hosts.ts'

describe('the setting of allowed hosts', () => {
  test.each([
    ['localhost:8080', ['localhost:8080']],
    [' Console.Test , 10.0.0.7:4310,', ['console.test', '10.0.0.7:4310']],
    ['[fd00::7]:4310', ['[fd00::7]:4310']],
    ['', []],
  ])('%j names %j', (text, hosts) => {
    expect(parseAllowedHosts(text)).toEqual(hosts)
  })

  test.each([
    '*',
    '*.console.test',
    'http://console.test',
    'console.test/',
    'console.test:0',
    'console.test:080',
    'console.test:65536',
    'user@console.test',
    'console .test',
    '.test',
    '0.0.0.0:4310',
    '[::]',
    'kónsole.test',
    '[zz]',
  ])('takes no pattern, address or spelling that no browser sends: %j', (text) => {
    expect(parseAllowedHosts(text)).toBeNull()
    expect(parseAllowedHosts(`localhost:1,${text}`)).toBeNull()
  })

  test('names only what a browser would send for that very address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const host of parseAllowedHosts(text) ?? []) {
          const port = /:(\d+)$/.exec(host)?.[1]
          const sent = new URL(`http://${host}`)
          expect(sent.host).toBe(port === '80' ? host.replace(/:80$/, '') : host)
        }
      }),
    )
  })
})

test('a loopback name is never served over TLS, a name of its own may be', () => {
  expect([...originsOf(new Set(['localhost:1', 'console.test']))]).toEqual([
    'http://localhost:1',
    'http://console.test',
    'https://console.test',
  ])
})

test('the loopback names stand beside http’s own port with and without it', () => {
  expect(loopbackHosts(80)).toContain('localhost')
  expect(loopbackHosts(4310)).not.toContain('localhost')
})
