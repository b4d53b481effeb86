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
