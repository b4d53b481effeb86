import { setImmediate } from 'node:timers/promises'
import { expect } from 'vitest'
import { deliveryResponseSchema } from '#contract/deliveries/delivery'
import { emulatorStateSchema } from '#contract/emulator/state'
import { exchangeSchema } from '#contract/exchange'
import type { Result } from '#contract/results/result'
import { resultsSummarySchema } from '#contract/results/summary'
import type { EmulatorOptions } from '../emulator/emulator.ts'
import type { Schedule } from '../feishu/rate-queue.ts'
import { EMULATOR, startEmulated } from './emulated-console.ts'
import { memoryStorage } from './memory-storage.ts'

/** A schedule that runs what is due only when its time is moved. */
export function manualSchedule() {
  let now = 0
  const tasks = new Set<{ at: number; run: () => void }>()
  const schedule: Schedule = (run, ms) => {
    const task = { at: now + ms, run }
    tasks.add(task)
    return () => void tasks.delete(task)
  }
  return {
    schedule,
    /** Runs what is due within so many milliseconds, in order. */
    async pass(ms: number): Promise<void> {
      const end = now + ms
      for (;;) {
        const due = [...tasks].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        const [next] = due
        if (!next) break
        tasks.delete(next)
        now = Math.max(now, next.at)
        next.run()
        await setImmediate()
      }
      now = end
    },
  }
}

export const FOLLOW_UPS = [
  {
    content: 'Very good',
    i18n_contents: [
      { content: 'Very good', language: 'en_us' },
      { content: 'Sehr gut', language: 'de_de' },
      { content: '非常好', language: 'zh_cn' },
    ],
  },
  { content: 'Okay', i18n_contents: [{ content: 'Geht so', language: 'de_de' }] },
  { content: 'Not good' },
]

/** A console that watches the chats of its emulator when the test's time passes. */
export async function startWatched(options: EmulatorOptions = {}, storage = memoryStorage()) {
  const time = manualSchedule()
  const emulated = await startEmulated(options, {}, storage, undefined, time.schedule)
  const { control, post, request } = emulated
  const state = async () => emulatorStateSchema.parse(await control('GET', '/state'))
  const { default_receiver: to } = await state()
  const result = async (exchange_id: string): Promise<Result | undefined> =>
    exchangeSchema.parse(await (await request(`/api/exchanges/${exchange_id}`)).json()).result
  return {
    ...emulated,
    ...time,
    storage,
    state,
    to,
    result,
    /** Sends a message with bubbles, and returns its push. */
    async send(follow_ups: unknown = FOLLOW_UPS) {
      const body = { recipient: to, message: { text: 'How was it?' }, follow_ups }
      const response = await post('/api/deliveries', { ...body, confirm_recent: true })
      const { delivery } = deliveryResponseSchema.parse(await response.json())
      const { push, message_id } = delivery
      if (!push || message_id === null) throw new Error('there is no push')
      return { id: push.id, message_id, delivery: delivery.id }
    },
    click: (message_id: string, index: number) =>
      control('POST', `/users/${to.receive_id}/clicks`, { message_id, index }),
    write: (text: string) =>
      control('POST', `/users/${to.receive_id}/messages`, { app_id: EMULATOR.app_id, text }),
    botWrites: (text: string) =>
      control('POST', `/bots/${EMULATOR.app_id}/messages`, { open_id: to.receive_id, text }),
    setLanguage: (language: string) => control('PATCH', `/users/${to.receive_id}`, { language }),
    advance: (ms: number) => control('POST', '/clock', { action: 'advance', ms }),
    grant: (...scopes: string[]) => control('PATCH', `/apps/${EMULATOR.app_id}`, { scopes }),
    summary: async (query = '') =>
      resultsSummarySchema.parse(await (await request(`/api/results${query}`)).json()),
    /** Lets time pass until the result is of a kind. */
    async becomes(exchange_id: string, kind: Result['kind'], ms = 2_000): Promise<Result> {
      await expect
        .poll(
          async () => {
            await time.pass(ms)
            return (await result(exchange_id))?.kind
          },
          { interval: 5 },
        )
        .toBe(kind)
      const found = await result(exchange_id)
      if (!found) throw new Error('there is no result')
      return found
    },
    looks: async (kind?: Result['kind']) =>
      storage.read(async (db) => {
        const rows = await db.selectFrom('results').select(['kind', 'looks']).execute()
        return rows
          .filter((row) => kind === undefined || row.kind === kind)
          .map(({ looks }) => looks)
      }),
  }
}
