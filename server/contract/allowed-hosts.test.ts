import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAllowedHosts } from './allowed-hosts.ts'

describe('parsing allowed hosts', () => {
  test.each([
    ['localhost:8080', ['localhost:8080']],
    [' Console.Test , 10.0.0.7:4310,', ['console.test', '10.0.0.7:4310']],
    ['[fd00::7]:4310', ['[fd00::7]:4310']],
    ['a:65535,b:10000,c:9', ['a:65535', 'b:10000', 'c:9']],
    ['', []],
  ])('%j is %j', (text, hosts) => {
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
    'x\nconsole.test',
    'console-',
    '-console',
    '0.0.0.0:4310',
    '[::]',
    'kónsole.test',
    '[zz]',
  ])('rejects what no browser sends as a host: %j', (text) => {
    expect(parseAllowedHosts(text)).toBeNull()
    expect(parseAllowedHosts(`localhost:1,${text}`)).toBeNull()
  })

  test('accepts only what a browser sends for the same address', () => {
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
