import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ensureServer } from '../scripts/build.ts'
import { type ConsoleProcess, startConsoleProcess } from '../server/testing/console-process.ts'
import {
  type Behaviour,
  type FaultServer,
  startFaultServer,
} from '../server/testing/fault-server.ts'
import { FAULTS, type FaultName, grantToken, isTokenCall } from '../server/testing/faults.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
let builtServer: Promise<string> | undefined

/** Starts the built console, which costs a fifth of the CPU time of starting its sources. */
export async function startConsole(
  settings: Readonly<Record<string, string>> = {},
): Promise<ConsoleProcess> {
  builtServer ??= ensureServer()
  return startConsoleProcess(settings, [], { folder: ROOT, main: await builtServer })
}

/** A console whose only upstream grants a token and then fails as the test chooses. */
export type FaultyConsole = Omit<ConsoleProcess, 'pid' | 'emulatorUrl' | 'kill' | 'setupUrl'> & {
  /** Sets the fault of all further calls. At first the upstream never responds. */
  fail: (fault: FaultName) => void
  /** Sets the response to all further calls; pushes may get a response of their own. */
  behave: (behaviour: Behaviour, push?: Behaviour) => void
  /** Sets the response to all further token requests. */
  behaveToken: (behaviour: Behaviour) => void
  upstream: FaultServer
}

/** @param deadlineMs how long the console waits for its upstream */
export async function startFaultyConsole(deadlineMs: number): Promise<FaultyConsole> {
  let current: Behaviour = FAULTS.hang
  let push: Behaviour | undefined
  let token: Behaviour = grantToken('t-end-to-end')
  const upstream = await startFaultServer((request) => {
    if (isTokenCall(request)) return token
    return push && request.path.endsWith('/push_follow_up') ? push : current
  })
  const running = await startConsole({
    EMULATOR: 'off',
    // The only upstream on this machine that a console accepts is at the address of its emulator.
    EMULATOR_PORT: new URL(upstream.url).port,
    FEISHU_BASE_URL: upstream.url,
    FEISHU_APP_ID: 'cli_faulty',
    FEISHU_APP_SECRET: 'secret-of-the-faulty-app',
    UPSTREAM_DEADLINE_MS: String(deadlineMs),
  })
  return {
    url: running.url,
    stderr: running.stderr,
    upstream,
    fail(fault) {
      current = FAULTS[fault]
      push = undefined
    },
    behave(behaviour, other) {
      current = behaviour
      push = other
    },
    behaveToken(behaviour) {
      token = behaviour
    },
    async stop() {
      await upstream.close()
      await running.stop()
    },
  }
}

/** The text that "New message" sends if it is not changed. */
const MESSAGE_TEXT = 'Your order 2026-1122 is on its way. Is there anything else?'

type Pushed = { status: number; body: unknown }

/** Sends a bot message to the emulator's first user through the console's API. @returns its id */
export async function createMessage(server: ConsoleProcess): Promise<string> {
  const state = await (await fetch(`${server.emulatorUrl}/_emulator/state`)).json()
  const { default_receiver } = state as { default_receiver: object }
  for (;;) {
    const created = await postJson(`${server.url}/api/messages`, {
      ...default_receiver,
      text: MESSAGE_TEXT,
    })
    const result = (await created.json()) as { message_id: string | null; code: number | null }
    if (result.message_id) return result.message_id
    // More than five messages a second to one user.
    if (result.code !== 230020) throw new Error(`Not created: ${JSON.stringify(result)}`)
    await setTimeout(250)
  }
}

/** Sends a message with a bubble to the emulator's first user as one delivery. @returns the response's delivery */
export async function deliver(
  server: ConsoleProcess,
  { text, label, template }: { text: string; label: string; template?: string },
): Promise<{ id: string; state: string; recipient: { receive_id: string } }> {
  const state = await (await fetch(`${server.emulatorUrl}/_emulator/state`)).json()
  const { default_receiver } = state as { default_receiver: object }
  const response = await postJson(`${server.url}/api/deliveries`, {
    recipient: { ...default_receiver, label },
    message: { text: MESSAGE_TEXT },
    follow_ups: [{ content: text }],
    ...(template && { template: { id: template, version: 1, values: {} } }),
  })
  return ((await response.json()) as { delivery: Awaited<ReturnType<typeof deliver>> }).delivery
}

/** Saves a template with one bubble. @returns its id */
export async function createTemplate(url: string, name: string): Promise<string> {
  const follow_ups = [{ content: name }]
  const response = await postJson(`${url}/api/templates`, { name, follow_ups })
  return ((await response.json()) as { id: string }).id
}

/** Adds an app of the emulator; it is deleted before the next test. @returns its id */
export async function addApp(
  { url, emulatorUrl }: ConsoleProcess,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const response = await postJson(`${url}/api/profiles`, {
    ...{ name: 'Parcels', base_url: emulatorUrl },
    ...{ app_id: 'cli_0123456789abcdef', app_secret: 'emulator-secret' },
    ...more,
  })
  if (response.status !== 201) throw new Error(`Not added: ${await response.text()}`)
  return ((await response.json()) as { id: string }).id
}

/** Pushes bubbles through the console's API. @returns the status and the body of its response */
export async function push(
  url: string,
  messageId: string,
  follow_ups: readonly object[],
): Promise<Pushed> {
  const response = await postJson(`${url}/api/messages/${messageId}/push_follow_up`, { follow_ups })
  return { status: response.status, body: await response.json() }
}

function postJson(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
