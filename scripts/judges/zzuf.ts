import { connect } from 'node:net'
import { type Judge, runFor, type Target } from './judge.ts'
import { type Answer, flawOf } from './verdict.ts'

const SEEDS = { full: 400, quick: 60 }
const BODY =
  '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"x","language":"en_us"}]}]}'

/** Whole requests with flipped bits, over a bare socket. */
export const ZZUF: Judge = {
  name: 'zzuf',
  program: 'zzuf',
  looks: 'what flipped bits break',
  async run(target, { quick }) {
    const findings = new Set<string>()
    const head = `POST /api/messages/om_x/push_follow_up HTTP/1.1\r\nHost: ${new URL(target.url).host}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(BODY)}\r\n\r\n`
    for (let seed = 0; seed < (quick ? SEEDS.quick : SEEDS.full); seed += 1) {
      // Every other time the head stays whole, so that the body is read at all.
      const whole = seed % 2 === 0 ? head : ''
      const rest = Buffer.from(seed % 2 === 0 ? BODY : head + BODY)
      const fuzzed = await runFor(10, 'zzuf', ['-s', String(seed), '-r', '0.01', 'cat'], rest)
      const bytes = Buffer.concat([Buffer.from(whole), Buffer.from(fuzzed.output, 'latin1')])
      const answer = await send(target, bytes)
      // A request that was never whole may go without an answer, as long as others get theirs.
      const flaw = answer === null && whole === '' ? await aliveFlaw(target) : flawOf(answer)
      if (flaw) findings.add(flaw)
    }
    return [...findings]
  },
}

async function aliveFlaw({ url }: Target): Promise<string | null> {
  const alive = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
  return alive?.ok ? null : 'it does not answer any more'
}

function send({ url }: Target, bytes: Buffer): Promise<Answer | null> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let received = ''
    const done = (): void => {
      socket.destroy()
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(received) ?? []
      const [headers = '', ...body] = received.split('\r\n\r\n')
      resolve(status ? { status: Number(status), headers, body: body.join('') } : null)
    }
    socket.setTimeout(1_500, done)
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text
    })
    socket.once('error', done)
    socket.once('close', done)
    socket.write(bytes)
  })
}
