import { writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { FAULTS, grantToken, isTokenCall } from '../../../server/testing/faults.ts'
import { type FaultCase, needsFile } from '../fault.ts'
import { SUCCESS, TOKEN } from '../fixture.ts'

const FAKETIME = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketime.so.1`
const CLIENTS = 20

const sendAll = <T>(send: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: CLIENTS }, (_, i) => send(i)))

/** R12, R14 to R18, R23 and R27: concurrent users, processes, crashes and clock jumps. */
export const CONCURRENCY_FAULTS: readonly FaultCase[] = [
  {
    id: 'R12',
    fault: 'the clock jumps 3 h back between two sends',
    behaviour: 'correct durations and order, token not fetched again',
    missing: needsFile(FAKETIME, 'faketime'),
    async run({ startUpstream, startConsole, folder }, check) {
      const file = `${folder()}/time`
      writeFileSync(file, '+3h')
      const upstream = await startUpstream()
      const console = await startConsole(upstream, {
        LD_PRELOAD: FAKETIME,
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: '1',
        DONT_FAKE_MONOTONIC: '1',
      })
      const first = await console.send('om_first')
      writeFileSync(file, '+0h')
      const second = await console.send('om_second')
      const durations = [first, second].map(({ text }) =>
        Number(/"duration_ms":([\d.]+)/.exec(text)?.[1] ?? -1),
      )
      const plausible = durations.every((ms) => ms >= 0 && ms < 5_000)
      check('durations', plausible, true)
      check('order', await console.states(), ['om_second answered', 'om_first answered'])
      check('tokens fetched', upstream.tokenCalls(), 1)
    },
  },
  {
    id: 'R14',
    fault: `the same send ${CLIENTS} times, then its key with another text`,
    behaviour: 'one call, one row for all; 422 for the other',
    async run({ startUpstream, startConsole }, check) {
      const upstream = await startUpstream()
      const console = await startConsole(upstream)
      const results = await sendAll(() => console.send('om_fault', { key: 'same' }))
      check('calls', upstream.calls().length, 1)
      check('one row', new Set(results.map(({ id }) => id)).size, 1)
      check('codes', [...new Set(results.map(({ code }) => code))], [0])
      const other = await console.send('om_fault', { key: 'same', text: 'b' })
      check('other text', [other.status, other.error, upstream.calls().length], [422, 'invalid', 1])
    },
  },
  {
    id: 'R15',
    fault: `${CLIENTS} users send on one message, one on another`,
    behaviour: 'one call on it, the others 409; the other message does not wait',
    async run({ startUpstream, startConsole }, check) {
      const upstream = await startUpstream()
      const { promise: until, resolve: respond } = Promise.withResolvers<void>()
      await startConsole(upstream)
      const console = await startConsole(upstream, { UPSTREAM_DEADLINE_MS: '15000' })
      upstream.behave({ ...SUCCESS, until })
      const all = sendAll(() => console.send('om_same'))
      const statuses: number[] = []
      void all.then((results) => statuses.push(...results.map(({ status }) => status)))
      await upstream.called()
      await setTimeout(300)
      upstream.behave(SUCCESS)
      const other = await console.send('om_other')
      check('the other message', [other.code, upstream.calls().length], [0, 2])
      respond()
      await all
      const count = (status: number) => statuses.filter((one) => one === status).length
      check('one of them', [count(200), count(409)], [1, CLIENTS - 1])
    },
  },
  {
    id: 'R16',
    fault: 'the browser disconnects during a send',
    behaviour: 'the send continues and is in the ledger',
    async run({ startUpstream, startConsole }, check) {
      const upstream = await startUpstream()
      const console = await startConsole(upstream)
      const { promise: until, resolve: respond } = Promise.withResolvers<void>()
      upstream.behave({ ...SUCCESS, until })
      const abort = new AbortController()
      const gone = console.send('om_fault', { signal: abort.signal }).catch(() => null)
      await upstream.called()
      abort.abort()
      await gone
      respond()
      await setTimeout(500)
      check('ledger', await console.states(), ['om_fault answered'])
      check('calls', upstream.calls().length, 1)
    },
  },
  {
    id: 'R17a',
    fault: 'kill -9 during the call',
    behaviour: 'unknown at the next start, never sent again',
    async run({ startUpstream, startConsole, folder }, check) {
      const upstream = await startUpstream()
      const settings = { DATA_DIR: folder() }
      const first = await startConsole(upstream, settings)
      upstream.behave(FAULTS.hang)
      const lost = first.send('om_fault', { key: 'once' }).catch(() => null)
      await upstream.called()
      await first.kill()
      await lost
      upstream.behave(SUCCESS)
      const second = await startConsole(upstream, settings)
      const again = await second.send('om_fault', { key: 'once' })
      check('response', [again.status, again.outcome, again.kind], [504, 'unknown', 'crashed'])
      check('rows', await second.states(), ['om_fault unknown'])
      check('calls', upstream.calls().length, 1)
    },
  },
  {
    id: 'R17b',
    fault: 'kill -9 before the call',
    behaviour: 'not_sent at the next start',
    async run({ startUpstream, startConsole, folder }, check) {
      let held = true
      const upstream = await startUpstream((request) => {
        if (!isTokenCall(request)) return SUCCESS
        return held ? FAULTS.hang : grantToken(TOKEN)
      })
      const settings = { DATA_DIR: folder() }
      const first = await startConsole(upstream, settings)
      const lost = first.send('om_fault', { key: 'once' }).catch(() => null)
      for (let i = 0; i < 40 && upstream.tokenCalls() === 0; i += 1) await setTimeout(50)
      await first.kill()
      await lost
      held = false
      const second = await startConsole(upstream, settings)
      const again = await second.send('om_fault', { key: 'once' })
      check('response', [again.status, again.outcome], [502, 'not_sent'])
      check('calls', upstream.calls().length, 0)
      check('next send', (await second.send('om_fault')).code, 0)
    },
  },
  {
    id: 'R18',
    fault: 'SIGTERM during a call',
    behaviour: 'waits for the response and records it; nothing unknown',
    async run({ startUpstream, startConsole, folder }, check) {
      const upstream = await startUpstream()
      const settings = { DATA_DIR: folder() }
      const first = await startConsole(upstream, settings)
      const { promise: until, resolve: respond } = Promise.withResolvers<void>()
      upstream.behave({ ...SUCCESS, until })
      const sending = first.send('om_fault').catch(() => null)
      await upstream.called()
      const stopped = first.stop()
      await setTimeout(300)
      respond()
      const result = await sending
      await stopped
      check('response', [result?.status ?? 0, result?.outcome ?? ''], [200, 'answered'])
      check('calls', upstream.calls().length, 1)
      const second = await startConsole(upstream, settings)
      check('rows', await second.states(), ['om_fault answered'])
    },
  },
  {
    id: 'R23',
    fault: 'a second console on the same folder',
    behaviour: 'rejected in one line; the first continues',
    async run({ startUpstream, startConsole, folder, startRejected }, check) {
      const DATA_DIR = folder()
      const upstream = await startUpstream()
      const console = await startConsole(upstream, { DATA_DIR })
      const stderr = await startRejected({ DATA_DIR })
      const line = /^The data folder .* is in use by another console: .*\n$/
      check('refused', line.test(stderr ?? ''), true)
      check('the first', (await console.send('om_fault')).code, 0)
    },
  },
  {
    id: 'R27',
    fault: 'ten endless responses at once',
    behaviour: 'other requests get a response within 250 ms (95 of 100)',
    async run({ startUpstream, startConsole }, check) {
      const upstream = await startUpstream()
      const console = await startConsole(upstream)
      await console.send('om_warm')
      upstream.behave(FAULTS.huge)
      const sends = Promise.all(Array.from({ length: 10 }, (_, i) => console.send(`om_huge${i}`)))
      const times: number[] = []
      const statuses = new Set<number>()
      for (let i = 0; i < 40; i += 1) {
        const requested = performance.now()
        statuses.add(await console.health())
        times.push(performance.now() - requested)
      }
      const outcomes = (await sends).map(({ outcome }) => outcome)
      times.sort((a, b) => a - b)
      check('health', [...statuses], [200])
      check('outcomes', [...new Set(outcomes)], ['unknown'])
      if ((times[37] ?? 0) > 250) throw new Error(`health took ${times[37]?.toFixed(0)} ms`)
    },
  },
]
