import { setTimeout as wait } from 'node:timers/promises'
import { listResponseSchema } from '#contract/deliveries/list'
import { exchangeSchema } from '#contract/exchange'
import { type ConsoleProcess, startConsoleProcess } from '../../server/testing/console-process.ts'

/**
 * Loads the page of a console and pushes to its emulator.
 * @throws Error at the first failure
 */
export async function tryConsole({ url }: ConsoleProcess): Promise<void> {
  const health = await fetch(`${url}/api/health`)
  expect(health.status === 200, `/api/health returned ${health.status}`)

  const page = await (await fetch(url)).text()
  // A prerendered page names its script in a link, which appearance.js loads.
  const [, script] = /(?:src|href)="(\/assets\/[^"]+\.js)"/.exec(page) ?? []
  expect(script !== undefined, 'the page has no script')
  const asset = await fetch(`${url}${script}`)
  expect(asset.status === 200, `${script} returned ${asset.status}`)

  const message = await send(`${url}/api/messages`, {
    receive_id_type: 'open_id',
    receive_id: await firstUser(url),
    text: 'hello',
  })
  const push = await send(`${url}/api/messages/${message.message_id}/push_follow_up`, {
    follow_ups: [{ content: '查看进度' }],
  })
  expect(
    push.outcome === 'answered' && push.code === 0,
    `the outcome of the push is ${push.outcome}`,
  )
}

/**
 * Sends a list to one person of the emulator.
 * @throws Error if it does not end with one sent row
 */
export async function tryList({ url }: ConsoleProcess): Promise<void> {
  const read = async (response: Response) => {
    const text = await response.text()
    expect(response.ok, `list: ${text}`)
    return listResponseSchema.parse(JSON.parse(text)).list
  }
  const rows = [{ recipient: 'lin.xiaoyu@example.com', values: { name: 'Lin' } }]
  const message = { text: 'Hi {{name}}' }
  const { id } = await read(
    await post(`${url}/api/lists`, { message, follow_ups: [{ content: 'OK' }], rows }),
  )
  let current = await read(await post(`${url}/api/lists/${id}/start`, {}))
  for (let tries = 0; current.state === 'running' && tries < 50; tries++) {
    await wait(200)
    current = await read(await fetch(`${url}/api/lists/${id}`))
  }
  expect(current.counts.sent === 1, `list: ${current.state} ${JSON.stringify(current.counts)}`)
}

/**
 * Starts the console with local accounts, makes the first admin by the printed link, and signs in.
 * @throws Error if anything is allowed without a sign-in, or not with it
 */
export async function trySignIn(place: {
  folder: string
  main: string
  node: string
}): Promise<void> {
  const team = await startConsoleProcess({ LOCAL_ACCOUNTS: 'on' }, ['start'], place)
  try {
    const before = await fetch(`${team.url}/api/exchanges`)
    expect(before.status === 401, `without a sign-in: ${before.status}`)
    const token = new URL(team.setupUrl() ?? team.url).hash.split('=').at(-1)
    const person = { name: 'anna', password: 'seven green lanterns' }
    const made = await post(`${team.url}/api/session/setup`, { token, ...person })
    expect(made.status === 200, `set up: ${made.status} ${await made.text()}`)
    const signedIn = await post(`${team.url}/api/session/local`, person)
    const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0])
    const after = await fetch(`${team.url}/api/exchanges`, {
      headers: { cookie: cookie.join('; ') },
    })
    expect(after.status === 200, `after the sign-in: ${after.status}`)
  } finally {
    await team.stop()
  }
  expect(team.stderr() === '', team.stderr())
}

async function firstUser(url: string): Promise<string> {
  const state = await (await fetch(`${url}/api/emulator/state?profile=emulator`)).text()
  return /"open_id":"(ou_[^"]+)"/.exec(state)?.[1] ?? ''
}

async function send(url: string, body: object) {
  return exchangeSchema.parse(await (await post(url, body)).json())
}

function post(url: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** @throws Error with the message unless the condition holds */
export function expect(condition: boolean, message: string): void {
  if (!condition) throw new Error(message)
}
