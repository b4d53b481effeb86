import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { must, needs, needsRoot } from './machine.ts'
import type { Row } from './row.ts'
import { PATIENCE_MS } from './stand.ts'

/** Listens with room for one and never takes anybody in, as a host whose packets get lost. */
const DEAF = `
const server = require('node:net').createServer()
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  console.log(server.address().port)
  setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 100)
})`

/** R4, R32 and R33: the network and the machine itself. */
export const SYSTEM_ROWS: readonly Row[] = [
  {
    id: 'R4a',
    fault: 'the way to the upstream swallows every packet',
    behaviour: 'not_sent after the deadline: no connection, no call',
    missing: needs(),
    async run(stand, check) {
      const deaf = spawn(process.execPath, ['-e', DEAF], { stdio: ['ignore', 'pipe', 'ignore'] })
      stand.later(() => deaf.kill('SIGKILL'))
      const [port] = await once(deaf.stdout, 'data')
      await setTimeout(400)
      for (let i = 0; i < 4; i += 1) {
        const filler = connect(Number(port), '127.0.0.1').on('error', () => {})
        stand.later(() => filler.destroy())
      }
      await setTimeout(200)
      const house = await stand.house({ url: `http://127.0.0.1:${Number(port)}` })
      const answer = await house.send('om_fault')
      check(
        'outcome',
        [answer.status, answer.outcome, answer.kind],
        [502, 'not_sent', 'connect_timeout'],
      )
      check('in time', Math.abs(answer.ms - PATIENCE_MS) < 500, true)
      check('ledger', await house.stateOf(answer.id), 'not_sent')
      check('health', await house.health(), 200)
    },
  },
  {
    id: 'R4b',
    fault: 'half open: the answer’s packets vanish',
    behaviour: 'unknown after the deadline; recovers',
    missing: needsRoot('nft'),
    async run(stand, check) {
      const upstream = await stand.upstream()
      const house = await stand.house(upstream)
      await house.send('om_warm')
      const calls = upstream.calls().length
      const table = `follow_up_faults_${process.pid}`
      // Room for the handshake and the acknowledgements, none for an answer.
      const drop = `tcp sport ${new URL(upstream.url).port} meta length > 100 drop`
      must('nft', 'add', 'table', 'inet', table)
      // Gone already where all went well.
      stand.later(() => spawnSync('nft', ['delete', 'table', 'inet', table]))
      must('nft', 'add', 'chain', 'inet', table, 'out', '{ type filter hook output priority 0; }')
      must('nft', 'add', 'rule', 'inet', table, 'out', ...drop.split(' '))
      const answer = await house.send('om_fault')
      check('outcome', [answer.status, answer.outcome, answer.kind], [504, 'unknown', 'timeout'])
      check('in time', Math.abs(answer.ms - PATIENCE_MS) < 500, true)
      check('one call', upstream.calls().length - calls, 1)
      must('nft', 'delete', 'table', 'inet', table)
      check('next send', (await house.send('om_after')).code, 0)
    },
  },
  {
    id: 'R32',
    fault: 'no file or socket can be opened any more',
    behaviour: 'not_sent; lives, and recovers without a restart',
    missing: needs('prlimit'),
    async run(stand, check) {
      const upstream = await stand.upstream()
      const house = await stand.house(upstream)
      await house.send('om_warm')
      // The connection of the warm send has to go: the fault is that a new one cannot be had.
      await setTimeout(1_500)
      const calls = upstream.calls().length
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      stand.later(() => agent.destroy())
      await ask(`${house.url}/api/health`, agent)
      const taken = new Set(readdirSync(`/proc/${house.pid}/fd`).map(Number))
      const free = Array.from({ length: 1024 }, (_, fd) => fd).find((fd) => !taken.has(fd)) ?? 0
      const limit = (n: number) => must('prlimit', '--pid', String(house.pid), `--nofile=${n}:4096`)
      limit(free)
      const text = await ask(
        `${house.url}/api/messages/om_fault/push_follow_up`,
        agent,
        '{"follow_ups":[{"content":"a"}]}',
      )
      check('outcome', /"outcome":"(\w+)"/.exec(text)?.[1] ?? text, 'not_sent')
      check('no call', upstream.calls().length - calls, 0)
      limit(1024)
      check('next send', (await house.send('om_after')).code, 0)
      check('ledger', await house.states(), [
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
