import { exchangeSchema } from '#contract/exchange'
import type { ConsoleProcess } from '../console-process.ts'

/** Uses a console from its page to a push on its emulator; throws at the first thing that is amiss. */
export async function tryConsole({ url }: ConsoleProcess): Promise<void> {
  const health = await fetch(`${url}/api/health`)
  expect(health.status === 200, `/api/health answered ${health.status}`)

  const page = await (await fetch(url)).text()
  const [, script] = /<script type="module"[^>]* src="([^"]+)"/.exec(page) ?? []
  expect(script !== undefined, 'the page names no script')
  const asset = await fetch(`${url}${script}`)
  expect(asset.status === 200, `${script} answered ${asset.status}`)

  const message = await send(`${url}/api/messages`, {
    receive_id_type: 'open_id',
    receive_id: await someone(url),
    text: 'hello',
  })
  const push = await send(`${url}/api/messages/${message.message_id}/push_follow_up`, {
    follow_ups: [{ content: '查看进度' }],
  })
  expect(push.outcome === 'answered' && push.code === 0, `the push ended as ${push.outcome}`)
}

async function someone(url: string): Promise<string> {
  const state = await (await fetch(`${url}/api/emulator/state?profile=emulator`)).text()
  return /"open_id":"(ou_[^"]+)"/.exec(state)?.[1] ?? ''
}

async function send(url: string, body: object) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return exchangeSchema.parse(await response.json())
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}
