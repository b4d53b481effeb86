import { expect, onTestFinished, test } from 'vitest'
import { createEmulator } from '../emulator/emulator.ts'
import { freePort } from '../testing/free-port.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { run } from './run.ts'

/** Runs `connect` in this process, as a terminal with these settings only. */
async function connect(args: readonly string[], env: Record<string, string> = {}) {
  const output = { stdout: '', stderr: '' }
  const ended = run(['connect', ...args], {
    env,
    locale: 'en',
    print: (text) => {
      output.stdout += `${text}\n`
    },
    complain: (text) => {
      output.stderr += `${text}\n`
    },
    readInput: async () => null,
  })
  return { output, ended }
}

test('connects directly, in the data folder, without printing the secret', async () => {
  const emulator = await createEmulator({ registrationInterval: 1 })
  onTestFinished(() => emulator.close())
  const env = { DATA_DIR: temporaryFolder(), EMULATOR_PORT: String(emulator.port), PORT: '0' }
  const { output, ended } = await connect(['--direct', '--brand', 'emulator', '--json'], env)
  const link = /http:\S+launcher\S+/
  await expect.poll(() => output.stderr, { timeout: 10_000 }).toMatch(link)
  expect(output.stderr).toMatch(/^█{20}/)
  const [url = ''] = link.exec(output.stderr) ?? []
  const user_code = new URL(url).searchParams.get('user_code')
  await fetch(`${emulator.url}/_emulator/registrations/${user_code}`, {
    method: 'POST',
    body: new TextEncoder().encode(JSON.stringify({ action: 'approve', url })),
  })
  expect(await ended).toBe(0)
  const { connection, profile, checks } = JSON.parse(output.stdout)
  expect(connection).toMatchObject({ state: 'approved', app_id: profile.app_id })
  expect(profile).toMatchObject({ name: 'Follow-up Console' })
  expect(checks).toContainEqual(expect.objectContaining({ name: 'push_scope', status: 'pass' }))
})

test('exits with 3 without a console, and with 2 for a wrong option', async () => {
  const none = await connect(['--console', `http://127.0.0.1:${await freePort()}`])
  expect(await none.ended).toBe(3)
  expect(none.output.stderr).toContain('did not respond')
  for (const args of [
    ['--brand', 'x'],
    ['--direct', '--console', 'http://x'],
    ['--console', 'x'],
  ]) {
    expect(await (await connect(args)).ended).toBe(2)
  }
})
