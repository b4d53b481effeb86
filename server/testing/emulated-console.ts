import { createEmulator, type EmulatorOptions } from '../emulator/emulator.ts'
import type { Clock } from '../feishu/clock.ts'
import type { Schedule } from '../feishu/rate-queue.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Storage } from '../storage/storage.ts'
import { createTestConsole, testProfile } from './test-console.ts'

export const EMULATOR = {
  id: 'emulator',
  brand: 'emulator',
  app_id: 'cli_0123456789abcdef',
  app_secret: 'emulator-secret',
} as const

/** Starts a console and its emulator, with access to the emulator's control API. */
export async function startEmulated(
  options: EmulatorOptions = {},
  more: Partial<SecretProfile> & { app_secret?: string } = {},
  storage?: Storage,
  clock?: Clock,
  watchSchedule?: Schedule,
) {
  const emulator = await createEmulator(options)
  const profile = testProfile(emulator.url, { ...EMULATOR, ...more })
  const console = createTestConsole([profile], {
    ...(storage && { storage }),
    ...(clock && { clock }),
    ...(watchSchedule && { watchSchedule }),
  })

  /** Makes a control call, and returns its response. */
  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${emulator.url}/_emulator${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return answer
  }

  return {
    ...console,
    profile,
    emulator,
    control,
    /** Stops the console alone. */
    stopConsole: console.close,
    async close() {
      await console.close()
      await emulator.close()
    },
  }
}
