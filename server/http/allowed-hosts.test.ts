import { expect, test } from 'vitest'
import { loopbackHosts, originsOf } from './guards.ts'

test('a loopback host has an http origin, any other host also an https one', () => {
  expect([...originsOf(new Set(['localhost:1', 'console.test']))]).toEqual([
    'http://localhost:1',
    'http://console.test',
    'https://console.test',
  ])
})

test('on port 80 the loopback hosts are accepted with and without the port', () => {
  expect(loopbackHosts(80)).toContain('localhost')
  expect(loopbackHosts(4310)).not.toContain('localhost')
})

test.each([
  [80, ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) => [name, `${name}:80`])],
  [81, ['127.0.0.1:81', 'localhost:81', '[::1]:81']],
])('on port %i the hosts are %j', (port, hosts) => {
  expect([...loopbackHosts(port)]).toEqual(hosts)
})

test.each([
  ['127.0.0.1', 1],
  ['127.0.0.1:4310', 1],
  ['[::1]:80', 1],
  ['localhost', 1],
  ['xlocalhost', 2],
  ['localhost:80x', 2],
  ['127x0.0.1', 2],
  ['localhost.test', 2],
])('pages of %s have %i origins', (host, count) => {
  expect([...originsOf(new Set([host]))]).toEqual(
    [`http://${host}`, `https://${host}`].slice(0, count),
  )
})
