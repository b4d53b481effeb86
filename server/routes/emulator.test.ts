import { afterEach, describe, expect, test } from 'vitest'
import { emulatorStateSchema } from '#contract/emulator-state'
import { refusalSchema } from '#contract/refusal'
import { createEmulator, type Emulator } from '../emulator/emulator.ts'
import { type FaultServer, startFaultServer } from '../testing/fault-server.ts'
import { FAULTS, type FaultName } from '../testing/faults.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

const STATE = '/api/emulator/state?profile=emulator'
const RESET = '/api/emulator/reset?profile=emulator'

let running: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.map((each) => each.close()))
  running = []
})

function consoleOn(url: string) {
  const console = createTestConsole([
    testProfile('http://127.0.0.1:9'),
    testProfile(url, { id: 'emulator', brand: 'emulator', default: false }),
  ])
  running.push(console)
  return console
}

async function withEmulator() {
  const emulator: Emulator = await createEmulator()
  running.push(emulator)
  return consoleOn(emulator.url)
}

async function withFault(fault: FaultName) {
  const server: FaultServer = await startFaultServer(() => FAULTS[fault])
  running.push(server)
  return consoleOn(server.url)
}

describe('the state of the emulator', () => {
  test('is shown as the contract has it, and no further', async () => {
    const { request } = await withEmulator()
    const response = await request(STATE)
    expect(response.status).toBe(200)
    const state: unknown = await response.json()
    expect(emulatorStateSchema.parse(state)).toEqual(state)
  })

  test('is answered after a reset too, which needs no body', async () => {
    const { request } = await withEmulator()
    const response = await request(RESET, { method: 'POST' })
    expect(response.status).toBe(200)
    expect(emulatorStateSchema.safeParse(await response.json()).success).toBe(true)
  })

  test.each([
    ['GET', '/api/emulator/state?profile=feishu'],
    ['POST', '/api/emulator/reset?profile=feishu'],
    ['GET', '/api/emulator/state'],
  ])('does not exist for another upstream: %s %s', async (method, path) => {
    const { request } = await withEmulator()
    const response = await request(path, { method })
    expect(response.status).toBe(404)
    expect(refusalSchema.parse(await response.json()).error).toBe('not_found')
  })

  test.each(['profile=nobody', 'profile=emulator&x=1'])('is refused for %s', async (query) => {
    const { request } = await withEmulator()
    expect((await request(`/api/emulator/state?${query}`)).status).toBe(422)
  })

  test.each<FaultName>(['html_502', 'empty_200', 'no_code', 'reset_before_headers', 'huge'])(
    'is not had from an emulator that answers with %s',
    async (fault) => {
      const { request } = await withFault(fault)
      for (const response of [await request(STATE), await request(RESET, { method: 'POST' })]) {
        expect(response.status).toBe(502)
        expect(refusalSchema.parse(await response.json()).error).toBe('emulator_unreachable')
      }
    },
  )
})
