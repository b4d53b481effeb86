import { expect, expectTypeOf, onTestFinished, test } from 'vitest'
import type { Language as ContractLanguage } from '#contract/languages'
import { createEmulator, type Language, type Scenario } from './package.ts'

const SEED: Scenario = {
  version: 1,
  apps: [{ app_id: 'cli_mine', app_secret: 'mine', name: 'Mine' }],
  users: [{ open_id: 'ou_me', name: 'Me', language: 'ja_jp' }],
  chats: [
    {
      chat_id: 'oc_us',
      chat_mode: 'p2p',
      name: 'Me',
      app_ids: ['cli_mine'],
      open_ids: ['ou_me'],
      messages: [
        {
          message_id: 'om_0123456789abcdef0123456789abcdef',
          from: 'cli_mine',
          text: 'hello',
          age_ms: 1000,
          follow_ups: [{ content: 'OK', i18n_contents: [{ content: 'はい', language: 'ja_jp' }] }],
        },
      ],
    },
  ],
}

test('starts from a seed, resets and closes', async () => {
  const emulator = await createEmulator({ seed: SEED, clock: 'frozen' })
  onTestFinished(() => emulator.close())
  const read = async () => (await fetch(`${emulator.url}/_emulator/state`)).json()
  const bubblesOf = (state: { chats: { messages: { bubbles: string[] }[] }[] }) =>
    state.chats[0]?.messages.map(({ bubbles }) => bubbles)
  expect(bubblesOf(await read())).toEqual([['はい']])
  await fetch(`${emulator.url}/_emulator/users/ou_me/messages`, {
    method: 'POST',
    body: JSON.stringify({ chat_id: 'oc_us', text: 'hi' }),
  })
  expect(bubblesOf(await read())).toEqual([[], []])
  emulator.reset()
  expect(bubblesOf(await read())).toEqual([['はい']])
  await emulator.close()
  await expect(fetch(emulator.url)).rejects.toThrow()
})

test('refuses an unknown assumption and an invalid seed', async () => {
  expect(() => createEmulator({ assumptions: { rate_limiter: 'maybe' } })).toThrow(
    'assumptions.rate_limiter: Use one of: window, bucket, off.',
  )
  const users = [{ open_id: 'me', name: 'Me' }]
  await expect(createEmulator({ seed: { ...SEED, users } })).rejects.toThrow('users.0.open_id')
})

test('its languages are those of the contract', () => {
  expectTypeOf<Language>().toEqualTypeOf<ContractLanguage>()
})
