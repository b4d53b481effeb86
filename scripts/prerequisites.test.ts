import { expect, test } from 'vitest'
import { runWithLimits } from './prerequisites.ts'

const PATIENT = { idleMs: 20_000, totalMs: 20_000 }

function script(code: string, limits = PATIENT, env: Record<string, string> = {}) {
  return runWithLimits(process.execPath, ['--eval', code], limits, env)
}

test('returns true if the command exits with 0', async () => {
  expect(
    await script('process.exit(process.env.WORD === "yes" ? 0 : 1)', PATIENT, { WORD: 'yes' }),
  ).toBe(true)
})

test('returns false if the command fails or does not exist', async () => {
  expect(await script('process.exit(1)')).toBe(false)
  expect(await runWithLimits('/nonexistent/command', [], PATIENT)).toBe(false)
})

test('stops a command that prints nothing for too long', async () => {
  expect(await script('setInterval(() => {}, 1000)', { ...PATIENT, idleMs: 50 })).toBe(false)
})

test('stops a command that runs too long although it prints', async () => {
  const printing = 'setInterval(() => console.log("still here"), 5)'
  expect(await script(printing, { ...PATIENT, totalMs: 300 })).toBe(false)
})
