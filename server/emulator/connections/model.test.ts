import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEmulator } from '../emulator.ts'
import { openConnection } from '../testing/connections.ts'

const APP = { AppID: 'cli_emulator', AppSecret: 'emulator-secret' }
const MINUTE = 60_000
/** When an event is sent, counted from the first time. */
const DUE = [0, 5 * MINUTE, 65 * MINUTE, 425 * MINUTE]

const actions = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('open' as const), code: fc.constantFrom(200, 200, 500) }),
    fc.record({ do: fc.constant('close' as const), index: fc.nat(3) }),
    fc.record({ do: fc.constant('write' as const) }),
    fc.record({ do: fc.constant('advance' as const), minutes: fc.constantFrom(1, 5, 60, 360) }),
  ),
  { minLength: 5, maxLength: 15 },
)

type Client = Awaited<ReturnType<typeof openConnection>>

/** An event of the model: when it was written, and when it was tried. */
type Sent = { at_ms: number; tries: number; delivered: boolean }

test('in any history each event goes to one open connection at each of its times, until one accepts it', async () => {
  let spread = 0
  await fc.assert(
    fc.asyncProperty(actions, async (history) => {
      const emulator = await createEmulator({ clock: 'frozen' })
      const control = async (method: string, path: string, body?: unknown) => {
        const response = await fetch(`${emulator.url}/_emulator${path}`, {
          method,
          ...(body !== undefined && { body: JSON.stringify(body) }),
        })
        expect(response.status).toBe(200)
        return response.json()
      }
      const { default_receiver, clock } = await control('GET', '/state')
      const { deliveries: none } = await control('GET', '/deliveries')
      expect(none).toEqual([])
      await control('POST', `/apps/${APP.AppID}/subscription`, { kind: 'long_connection' })

      let now: number = clock.now_ms
      const clients: Client[] = []
      const all: Client[] = []
      const model: Sent[] = []

      /** Compares with the model once every attempt that is due has ended. */
      async function settle() {
        await expect
          .poll(async () => {
            const { deliveries } = await control('GET', '/deliveries')
            return deliveries.some(({ status }: { status: string }) => status === 'sending')
          })
          .toBe(false)
        const { deliveries, connections } = await control('GET', '/deliveries')
        expect(connections).toHaveLength(clients.length)
        expect(deliveries).toHaveLength(model.length)
        for (const [index, sent] of model.entries()) {
          const { event_id, attempts, status } = deliveries[index]
          // An attempt is due at each time that has passed, unless an earlier one was accepted.
          const passed = DUE.filter((due) => sent.at_ms + due <= now).length
          if (!sent.delivered && passed > sent.tries) {
            const codes = new Set(clients.map(({ code }) => code))
            if (codes.size === 1 && codes.has(200)) expect(status).toBe('delivered')
            if (!codes.has(200)) expect(status).not.toBe('delivered')
            sent.tries = passed
          }
          expect(attempts).toHaveLength(
            status === 'delivered' && !sent.delivered ? attempts.length : sent.tries,
          )
          expect(attempts.length).toBeLessThanOrEqual(passed)
          if (status === 'delivered' && !sent.delivered) {
            Object.assign(sent, { delivered: true, tries: attempts.length })
          }
          expect(status === 'given_up').toBe(!sent.delivered && passed === DUE.length)
          const failures = attempts.map(({ failure }: { failure: unknown }) => failure !== null)
          expect(failures).toEqual(
            Array.from({ length: sent.tries }, (_, i) => !sent.delivered || i < sent.tries - 1),
          )
          const reached = attempts.filter(
            ({ connection_id }: { connection_id: string | null }) => connection_id !== null,
          )
          const frames = all.flatMap(({ frames }) =>
            frames.filter(({ headers }) => headers.trace_id === event_id),
          )
          expect(frames).toHaveLength(reached.length)
        }
      }

      for (const action of history) {
        if (action.do === 'open') {
          const client = await openConnection(emulator.url, APP, action.code)
          clients.push(client)
          all.push(client)
        } else if (action.do === 'close') {
          const [client] = clients.splice(action.index, 1)
          client?.socket.close()
          if (client) await expect.poll(() => client.closed).toBe(true)
        } else if (action.do === 'write') {
          const path = `/users/${default_receiver.receive_id}/messages`
          await control('POST', path, { app_id: APP.AppID, text: 'hello' })
          model.push({ at_ms: now, tries: 0, delivered: false })
        } else {
          const ms = action.minutes * MINUTE
          await control('POST', '/clock', { action: 'advance', ms })
          now += ms
        }
        await settle()
      }
      if (all.filter(({ frames }) => frames.length > 0).length > 1) spread += 1
      await emulator.close()
    }),
    { numRuns: 25, seed: 20_261_130 },
  )
  // The histories must have spread events at all.
  expect(spread).toBeGreaterThan(0)
})
