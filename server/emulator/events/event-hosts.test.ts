import { expect, test } from 'vitest'
import { parseEventHosts } from './event-hosts.ts'

test('hosts stand between commas, with or without spaces and capitals', () => {
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
])('%s is no host as a URL spells it', (item) => {
  expect(parseEventHosts(`localhost,${item}`)).toBeNull()
})
