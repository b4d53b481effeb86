import { describe, expect, onTestFinished, test } from 'vitest'
import { listResponseSchema } from '#contract/deliveries/list'
import { openPostgres } from '../storage/open-postgres.ts'
import { startFaultServer } from '../testing/fault-server.ts'
import { afterToken, isTokenCall, json } from '../testing/faults.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import type { RawRequest } from '../testing/raw-request.ts'
import { newDatabase } from '../testing/shared-postgres.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

const POLL = { interval: 100 }
const PEOPLE = Array.from({ length: 60 }, (_, i) => `ou_person${i}`)

describe.skipIf(!HAS_POSTGRES)('a list on PostgreSQL with two consoles', () => {
  /** Two consoles with one database on a platform that is slow. */
  async function startTwo() {
    let count = 0
    const platform = await startFaultServer(
      afterToken('t-of-the-test', () => {
        count += 1
        const body = { code: 0, msg: 'success', data: { message_id: `om_${count}` } }
        return { ...json('200 OK', body), until: new Promise((go) => setTimeout(go, 150)) }
      }),
    )
    const url = await newDatabase()
    const open = async () => {
      const storage = await openPostgres(url)
      return { ...createTestConsole([testProfile(platform.url)], { storage }), storage }
    }
    const consoles = [await open(), await open()] as const
    onTestFinished(async () => {
      await Promise.allSettled(consoles.map((console) => console.close()))
      await platform.close()
    })
    const [first, second] = consoles
    const response = await first.post('/api/lists', {
      message: { text: 'Hello' },
      follow_ups: [{ content: 'Hello' }],
      rows: PEOPLE.map((recipient) => ({ recipient })),
    })
    const { id } = listResponseSchema.parse(await response.json()).list
    const calls = (is: (request: RawRequest) => boolean) =>
      platform.requests.filter((request) => !isTokenCall(request) && is(request))
    return {
      first,
      second,
      id,
      read: async () =>
        listResponseSchema.parse(await (await second.request(`/api/lists/${id}`)).json()).list,
      /** To whom messages were sent. */
      created: () =>
        calls(({ path }) => path.startsWith('/open-apis/im/v1/messages?')).map(
          ({ body }) => JSON.parse(body).receive_id,
        ),
      pushed: () => calls(({ path }) => path.endsWith('/push_follow_up')).map(({ path }) => path),
    }
  }

  test('is sent by one of them, and both know how far it is', async () => {
    const { first, second, id, read, created, pushed } = await startTwo()
    await Promise.all([
      first.post(`/api/lists/${id}/start`, {}),
      second.post(`/api/lists/${id}/start`, {}),
    ])
    await expect.poll(async () => (await read()).state, POLL).toBe('finished')
    expect((await read()).counts).toMatchObject({ sent: PEOPLE.length })
    expect(created().sort()).toEqual([...PEOPLE].sort())
    expect(new Set(pushed()).size).toBe(PEOPLE.length)
    expect(pushed()).toHaveLength(PEOPLE.length)
  })

  test('is paused by the other one, and continued when its console is gone', async () => {
    const { first, second, id, read, created } = await startTwo()
    await first.post(`/api/lists/${id}/start`, {})
    await expect.poll(() => created().length, POLL).toBeGreaterThan(0)
    await second.request(`/api/lists/${id}/pause`, { method: 'POST' })
    await expect.poll(async () => (await read()).counts.running, POLL).toBe(0)
    const { counts, state } = await read()
    expect(state).toBe('paused')
    expect(counts.sent + counts.waiting).toBe(PEOPLE.length)

    // The first console loses its database in the middle.
    await first.request(`/api/lists/${id}/resume`, { method: 'POST' })
    await first.storage.close()
    await expect
      .poll(async () => {
        // A console does this every few seconds.
        await second.ledger.recover()
        return (await read()).state
      }, POLL)
      .toBe('finished')
    const end = await read()
    expect(end.counts.waiting + end.counts.running).toBe(0)
    expect(new Set(created()).size).toBe(created().length)
  }, 90_000)
})
