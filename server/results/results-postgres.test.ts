import { describe, expect, onTestFinished, test } from 'vitest'
import { exchangeSchema } from '#contract/exchange'
import { openPostgres } from '../storage/open-postgres.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { newDatabase } from '../testing/shared-postgres.ts'
import { createTestConsole } from '../testing/test-console.ts'
import { manualSchedule, startWatched } from '../testing/watched-console.ts'

describe.skipIf(!HAS_POSTGRES)('two consoles on one PostgreSQL', () => {
  test('one watches a push, and the other one goes on when it is gone', async () => {
    const url = await newDatabase()
    const first = await startWatched({}, await openPostgres(url))
    const time = manualSchedule()
    const second = createTestConsole([first.profile], {
      storage: await openPostgres(url),
      watchSchedule: time.schedule,
    })
    onTestFinished(async () => {
      await second.close()
      await first.emulator.close()
    })
    const resultAt = async (id: string) =>
      exchangeSchema.parse(await (await second.request(`/api/exchanges/${id}`)).json()).result

    const clicked = await first.send()
    const stream = (await second.request('/api/results/stream')).body?.getReader()
    await first.click(clicked.message_id, 0)
    await first.becomes(clicked.id, 'clicked')
    let heard = ''
    while (!heard.includes('"clicked"')) heard += Buffer.from((await stream?.read())?.value ?? [])
    await stream?.cancel()
    expect(heard).toContain(`"exchange_id":"${clicked.id}"`)
    expect(await resultAt(clicked.id)).toMatchObject({ kind: 'clicked', bubble: 0 })

    const open = await first.send()
    await expect
      .poll(async () => {
        await first.pass(200)
        return (await first.looks('waiting')).length
      })
      .toBe(1)
    await time.pass(60_000)
    await first.click(open.message_id, 2)
    expect(await resultAt(open.id)).toMatchObject({ kind: 'waiting' })
    await first.stopConsole()
    await expect
      .poll(async () => {
        await time.pass(30_000)
        return (await resultAt(open.id))?.kind
      })
      .toBe('clicked')
    const summary = await (await second.request('/api/results?profile=emulator')).json()
    expect(summary).toMatchObject({ total: 2, counts: { clicked: 2 }, bubbles: [1, 0, 1] })
    expect(await (await second.request('/api/results.csv')).text()).toContain(open.id)
  })
})
