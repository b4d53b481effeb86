import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { type FaultCase, needs, needsRoot, runCommand } from '../fault.ts'
import { DEADLINE_MS } from '../fixture.ts'

/** Listens with a backlog of one and never accepts, like a host whose packets get lost. */
const DEAF_SERVER = `
const server = require('node:net').createServer()
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  console.log(server.address().port)
  setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 100)
})`

/** R4 and R32: the network and the machine. */
export const SYSTEM_FAULTS: readonly FaultCase[] = [
  {
    id: 'R4a',
    fault: 'every packet to the upstream is lost',
    behaviour: 'not_sent after the deadline: no connection, no call',
    missing: needs(),
    async run(fixture, check) {
      const deaf = spawn(process.execPath, ['-e', DEAF_SERVER], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      fixture.onClose(() => deaf.kill('SIGKILL'))
      const [port] = await once(deaf.stdout, 'data')
      await setTimeout(400)
      for (let i = 0; i < 4; i += 1) {
        const filler = connect(Number(port), '127.0.0.1').on('error', () => {})
        fixture.onClose(() => filler.destroy())
      }
      await setTimeout(200)
      const console = await fixture.startConsole({ url: `http://127.0.0.1:${Number(port)}` })
      const result = await console.send('om_fault')
      check(
        'outcome',
        [result.status, result.outcome, result.kind],
        [502, 'not_sent', 'connect_timeout'],
      )
      check('in time', Math.abs(result.ms - DEADLINE_MS) < 500, true)
      check('ledger', await console.stateOf(result.id), 'not_sent')
      check('health', await console.health(), 200)
    },
  },
  {
    id: 'R4b',
    fault: 'half open: the packets of the response are lost',
    behaviour: 'unknown after the deadline; recovers',
    missing: needsRoot('nft'),
    async run(fixture, check) {
      const upstream = await fixture.startUpstream()
      const console = await fixture.startConsole(upstream)
      await console.send('om_warm')
      const calls = upstream.calls().length
      const table = `follow_up_faults_${process.pid}`
      // Lets the handshake and acknowledgements through, but no response.
      const drop = `tcp sport ${new URL(upstream.url).port} meta length > 100 drop`
      runCommand('nft', 'add', 'table', 'inet', table)
      // Fails if the table is already deleted, which is fine.
      fixture.onClose(() => spawnSync('nft', ['delete', 'table', 'inet', table]))
      runCommand(
        'nft',
        'add',
        'chain',
        'inet',
        table,
        'out',
        '{ type filter hook output priority 0; }',
      )
      runCommand('nft', 'add', 'rule', 'inet', table, 'out', ...drop.split(' '))
      const result = await console.send('om_fault')
      check('outcome', [result.status, result.outcome, result.kind], [504, 'unknown', 'timeout'])
      check('in time', Math.abs(result.ms - DEADLINE_MS) < 500, true)
      check('one call', upstream.calls().length - calls, 1)
      runCommand('nft', 'delete', 'table', 'inet', table)
      check('next send', (await console.send('om_after')).code, 0)
    },
  },
  {
    id: 'R32',
    fault: 'no file or socket can be opened',
    behaviour: 'not_sent; keeps running and recovers without a restart',
    missing: needs('prlimit'),
    async run(fixture, check) {
      const upstream = await fixture.startUpstream()
      const console = await fixture.startConsole(upstream)
      await console.send('om_warm')
      // The first connection must close: the fault is that a new one cannot be opened.
      await setTimeout(1_500)
      const calls = upstream.calls().length
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      fixture.onClose(() => agent.destroy())
      await ask(`${console.url}/api/health`, agent)
      const taken = new Set(readdirSync(`/proc/${console.pid}/fd`).map(Number))
      const free = Array.from({ length: 1024 }, (_, fd) => fd).find((fd) => !taken.has(fd)) ?? 0
      const limit = (n: number) =>
        runCommand('prlimit', '--pid', String(console.pid), `--nofile=${n}:4096`)
      limit(free)
      const text = await ask(
        `${console.url}/api/messages/om_fault/push_follow_up`,
        agent,
        '{"follow_ups":[{"content":"a"}]}',
      )
      check('outcome', /"outcome":"(\w+)"/.exec(text)?.[1] ?? text, 'not_sent')
      check('no call', upstream.calls().length - calls, 0)
      limit(1024)
      check('next send', (await console.send('om_after')).code, 0)
      check('ledger', await console.states(), [
        'om_after answered',
        'om_fault not_sent',
        'om_warm answered',
      ])
    },
  },
]

/** Asks over a connection that is already there. */
function ask(url: string, agent: Agent, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      agent,
      method: body ? 'POST' : 'GET',
      headers: body ? { 'content-type': 'application/json' } : {},
    }
    const asking = request(url, options, async (response) => {
      resolve((await response.toArray()).join(''))
    })
    asking.once('error', reject)
    asking.end(body)
  })
}
