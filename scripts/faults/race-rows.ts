import { setTimeout } from 'node:timers/promises'
import { FAULTS, grantToken, isTokenCall } from '../../server/testing/faults.ts'
import { needsFile } from './machine.ts'
import type { Row } from './row.ts'
import { SUCCESS, TOKEN } from './stand.ts'

const FAKETIME = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketime.so.1`
const CROWD = 20

const crowd = <T>(one: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: CROWD }, (_, i) => one(i)))

/** R12, R14 to R18, R23 and R27: people, processes and clocks that get in each other's way. */
export const RACE_ROWS: readonly Row[] = [
  {
    id: 'R12',
    fault: 'the clock jumps 3 h back between two sends',
    behaviour: 'durations true, order kept, token not fetched again',
    missing: needsFile(FAKETIME, 'faketime'),
    async run({ upstream: start, house: open, folder }, check) {
      const { writeFileSync } = await import('node:fs')
      const file = `${folder()}/time`
      writeFileSync(file, '+3h')
      const upstream = await start()
      const house = await open(upstream, {
        LD_PRELOAD: FAKETIME,
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: '1',
        DONT_FAKE_MONOTONIC: '1',
      })
      const first = await house.send('om_first')
      writeFileSync(file, '+0h')
      const second = await house.send('om_second')
      const durations = [first, second].map(({ text }) =>
        Number(/"duration_ms":([\d.]+)/.exec(text)?.[1] ?? -1),
      )
      check(
        'durations',
        durations.every((ms) => ms >= 0 && ms < 5_000),
        true,
      )
      check('order', await house.states(), ['om_second answered', 'om_first answered'])
      check('tokens fetched', upstream.tokenCalls(), 1)
    },
  },
  {
    id: 'R14',
    fault: `one send pressed ${CROWD} times, then its key with another text`,
    behaviour: 'one call, one row for all; 422 for the other',
    async run({ upstream: start, house: open }, check) {
      const upstream = await start()
      const house = await open(upstream)
      const answers = await crowd(() => house.send('om_fault', { key: 'same' }))
      check('calls', upstream.calls().length, 1)
      check('one row', new Set(answers.map(({ id }) => id)).size, 1)
      check(
        'all told',
        answers.every(({ code }) => code === 0),
        true,
      )
      const other = await house.send('om_fault', { key: 'same', text: 'b' })
      check('other text', [other.status, other.error, upstream.calls().length], [422, 'invalid', 1])
    },
  },
  {
    id: 'R15',
    fault: `${CROWD} people send on one message, one on another`,
    behaviour: 'one call on it, the others 409; the other message does not wait',
    async run({ upstream: start, house: open }, check) {
      const upstream = await start()
      const { promise: until, resolve: answer } = Promise.withResolvers<void>()
      await open(upstream)
      const house = await open(upstream, { UPSTREAM_DEADLINE_MS: '15000' })
      upstream.behave({ ...SUCCESS, until })
      const all = crowd(() => house.send('om_same'))
      const statuses: number[] = []
      void all.then((answers) => statuses.push(...answers.map(({ status }) => status)))
      for (let i = 0; i < 100 && upstream.calls().length === 0; i += 1) await setTimeout(50)
      await setTimeout(300)
      upstream.behave(SUCCESS)
      const other = await house.send('om_other')
      check('the other message', [other.code, upstream.calls().length], [0, 2])
      answer()
      await all
      const count = (status: number) => statuses.filter((one) => one === status).length
      check('one of them', [count(200), count(409)], [1, CROWD - 1])
    },
  },
  {
    id: 'R16',
    fault: 'the browser goes away in the middle of a send',
    behaviour: 'the send goes on and is in the ledger',
    async run({ upstream: start, house: open }, check) {
      const upstream = await start()
      const house = await open(upstream)
      const { promise: until, resolve: answer } = Promise.withResolvers<void>()
      upstream.behave({ ...SUCCESS, until })
      const leaving = new AbortController()
      const gone = house.send('om_fault', { signal: leaving.signal }).catch(() => null)
      for (let i = 0; i < 40 && upstream.calls().length === 0; i += 1) await setTimeout(50)
      leaving.abort()
      await gone
      answer()
      await setTimeout(500)
      check('ledger', await house.states(), ['om_fault answered'])
      check('calls', upstream.calls().length, 1)
    },
  },
  {
    id: 'R17a',
    fault: 'kill -9 while the call is out',
    behaviour: 'unknown at the next start, never sent again',
    async run({ upstream: start, house: open, folder }, check) {
      const upstream = await start()
      const settings = { DATA_DIR: folder() }
      const first = await open(upstream, settings)
      upstream.behave(FAULTS.hang)
      const lost = first.send('om_fault', { key: 'once' }).catch(() => null)
      for (let i = 0; i < 40 && upstream.calls().length === 0; i += 1) await setTimeout(50)
      await first.kill()
      await lost
      upstream.behave(SUCCESS)
      const second = await open(upstream, settings)
      const again = await second.send('om_fault', { key: 'once' })
      check('told', [again.status, again.outcome, again.kind], [504, 'unknown', 'crashed'])
      check('rows', await second.states(), ['om_fault unknown'])
      check('calls', upstream.calls().length, 1)
    },
  },
  {
    id: 'R17b',
    fault: 'kill -9 before the call is out',
    behaviour: 'not_sent at the next start',
    async run({ upstream: start, house: open, folder }, check) {
      let held = true
      const upstream = await start((request) => {
        if (!isTokenCall(request)) return SUCCESS
        return held ? FAULTS.hang : grantToken(TOKEN)
      })
      const settings = { DATA_DIR: folder() }
      const first = await open(upstream, settings)
      const lost = first.send('om_fault', { key: 'once' }).catch(() => null)
      for (let i = 0; i < 40 && upstream.tokenCalls() === 0; i += 1) await setTimeout(50)
      await first.kill()
      await lost
      held = false
      const second = await open(upstream, settings)
      const again = await second.send('om_fault', { key: 'once' })
      check('told', [again.status, again.outcome], [502, 'not_sent'])
      check('calls', upstream.calls().length, 0)
      check('next send', (await second.send('om_fault')).code, 0)
    },
  },
  {
    id: 'R18',
    fault: 'SIGTERM while a call is out',
    behaviour: 'the answer is waited for and written; nothing unknown',
    async run({ upstream: start, house: open, folder }, check) {
      const upstream = await start()
      const settings = { DATA_DIR: folder() }
      const first = await open(upstream, settings)
      const { promise: until, resolve: answer } = Promise.withResolvers<void>()
      upstream.behave({ ...SUCCESS, until })
      const sending = first.send('om_fault').catch(() => null)
      for (let i = 0; i < 40 && upstream.calls().length === 0; i += 1) await setTimeout(50)
      const stopped = first.stop()
      await setTimeout(300)
      answer()
      const told = await sending
      await stopped
      check('told', [told?.status ?? 0, told?.outcome ?? ''], [200, 'answered'])
      check('calls', upstream.calls().length, 1)
      const second = await open(upstream, settings)
      check('rows', await second.states(), ['om_fault answered'])
    },
  },
  {
    id: 'R23',
    fault: 'a second console on the same folder',
    behaviour: 'refused in one line; the first goes on',
    async run({ upstream: start, house: open, folder, refused }, check) {
      const DATA_DIR = folder()
      const upstream = await start()
      const house = await open(upstream, { DATA_DIR })
      const said = await refused({ DATA_DIR })
      check(
        'refused',
        /^The data folder .* is in use by another console: .*\n$/.test(said ?? ''),
        true,
      )
      check('the first', (await house.send('om_fault')).code, 0)
    },
  },
  {
    id: 'R27',
    fault: 'ten endless answers at once',
    behaviour: 'the console answers others within 250 ms (95 of 100)',
    async run({ upstream: start, house: open }, check) {
      const upstream = await start()
      const house = await open(upstream)
      await house.send('om_warm')
      upstream.behave(FAULTS.huge)
      const sends = Promise.all(Array.from({ length: 10 }, (_, i) => house.send(`om_huge${i}`)))
      const times: number[] = []
      const statuses = new Set<number>()
      for (let i = 0; i < 40; i += 1) {
        const asked = performance.now()
        statuses.add(await house.health())
        times.push(performance.now() - asked)
      }
      const outcomes = (await sends).map(({ outcome }) => outcome)
      times.sort((a, b) => a - b)
      check('health', [...statuses], [200])
      check(
        'outcomes',
        outcomes.every((outcome) => outcome === 'unknown'),
        true,
      )
      if ((times[37] ?? 0) > 250) throw new Error(`health took ${times[37]?.toFixed(0)} ms`)
    },
  },
]
