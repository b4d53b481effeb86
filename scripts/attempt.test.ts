import { expect, test } from 'vitest'
import { attempt } from './attempt.ts'

const PATIENT = { idleMs: 20_000, totalMs: 20_000 }

function script(code: string, limits = PATIENT, env: Record<string, string> = {}) {
  return attempt(process.execPath, ['--eval', code], limits, env)
}

test('a command that ends well has succeeded', async () => {
  expect(
    await script('process.exit(process.env.WORD === "yes" ? 0 : 1)', PATIENT, { WORD: 'yes' }),
  ).toBe(true)
})

test('a command that ends badly or does not exist has failed', async () => {
  expect(await script('process.exit(1)')).toBe(false)
  expect(await attempt('/nonexistent/command', [], PATIENT)).toBe(false)
})

test('a command that falls silent is given up', async () => {
  expect(await script('setInterval(() => {}, 1000)', { ...PATIENT, idleMs: 50 })).toBe(false)
})

test('a command that never ends is given up however much it says', async () => {
  const chatty = 'setInterval(() => console.log("still here"), 5)'
  expect(await script(chatty, { ...PATIENT, totalMs: 300 })).toBe(false)
})
