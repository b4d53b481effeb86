import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientInfo, type SnippetClient } from '#snippets/clients'
import { snippet } from '#snippets/snippet'
import { FEISHU_BASE_URL, type SnippetCall } from '#snippets/snippet-call'
import { temporaryFolder } from '../temporary-folder.ts'
import {
  ALL,
  chooseCases,
  MALFORMED_TOKEN,
  NO_CREDENTIALS,
  type ProgramCase,
  RUNS,
  SILENT_CASE,
  SLICE_NAME,
} from './cases.ts'
import { invariantOf } from './invariant.ts'
import { LOG_ID, type RecordedRequest, type Recorder, startRecorder, TOKEN } from './recorder.ts'
import { type Command, type CommandOutcome, runCommand } from './run-command.ts'
import { startWithMessage } from './start-with-message.ts'
import {
  anyFollowUps,
  anyMessageId,
  bubblesOf,
  LARGEST,
  SAMPLE,
  TEXTS_A_CALL,
  TRICKY_TEXTS,
} from './texts.ts'
import { openOrSkip, type RunnableClient } from './workbenches.ts'

const APP = { FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 'emulator-secret' }
const GIVEN_TOKEN = { FEISHU_TENANT_ACCESS_TOKEN: 't-given-token' }

/** The requests recorded of the platform's own samples. */
const RECORDED = ['curl', 'go', 'python', 'java', 'node', 'csharp', 'php']

/** They only print the response. */
const WITHOUT_EXIT_CODES: readonly SnippetClient[] = ['curl', 'http']

/**
 * Tests that the programs of a client do what they say: each is run unchanged, against a server that
 * records the requests. A client that this machine cannot run is skipped and named.
 */
export async function clientSuite(client: RunnableClient): Promise<void> {
  const workbench = await openOrSkip(client, temporaryFolder())
  if (!workbench) return
  const takesApp = clientInfo(client).environment.flat().includes('FEISHU_APP_ID')
  const credentials = takesApp ? APP : GIVEN_TOKEN
  const hasExitCodes = !WITHOUT_EXIT_CODES.includes(client)

  describe(client, { timeout: 300_000 }, () => {
    let recorder: Recorder
    beforeAll(async () => {
      recorder = await startRecorder()
    })
    afterAll(() => recorder.close())

    const build = (call: Omit<SnippetCall, 'base_url'>, url = recorder.url) =>
      workbench(snippet(client, { ...call, base_url: baseUrlFor(client, url) }))
    const run = async (command: Command, env: Record<string, string>, url = recorder.url) => {
      const outcome = await runCommand({
        ...command,
        env: { ...command.env, SNIPPET_BASE_URL: url, ...env },
      })
      expectNoSecret(outcome)
      return outcome
    }
    const received = async (call: Omit<SnippetCall, 'base_url'>) => {
      recorder.take()
      const outcome = await run(await build(call), credentials)
      expect(outcome).toMatchObject({ status: 0 })
      const push = recorder.take().at(-1)
      if (!push) throw new Error('nothing was sent')
      return invariantOf(push)
    }

    test('sends what the sample of the platform was recorded to send, with a given token', async () => {
      expect(await run(await build(SAMPLE), GIVEN_TOKEN)).toMatchObject({ status: 0 })
      const [push, ...more] = recorder.take()
      expect(more).toEqual([])
      if (!push) throw new Error('nothing was sent')
      expect(invariantOf(push)).toEqual(recordedInvariant(client))
      const bearers = push.headers.filter(([name]) => /^authorization$/i.test(name))
      expect(bearers.map(([, value]) => value)).toEqual(['Bearer t-given-token'])
    })

    test('sends the largest body that the limits allow', async () => {
      const { body } = await received({ ...SAMPLE, follow_ups: LARGEST })
      expect(body).toEqual({ follow_ups: LARGEST })
    })

    test(`sends any text unchanged: all tricky ones and ${RUNS * TEXTS_A_CALL} random ones`, async () => {
      const property = fc.asyncProperty(anyMessageId, anyFollowUps, async (message_id, random) => {
        const follow_ups = [...bubblesOf(TRICKY_TEXTS), ...random]
        const { path, body } = await received({ message_id, follow_ups })
        expect(path).toBe(`/open-apis/im/v1/messages/${message_id}/push_follow_up`)
        expect(body).toEqual({ follow_ups })
      })
      await fc.assert(property, { numRuns: RUNS, endOnFailure: true })
    })

    const expectCase = async (command: Command, one: ProgramCase, at: Recorder) => {
      at.answer(one.answers)
      at.take()
      const env = { ...credentials, ...(one.repeat && { FOLLOW_UP_REPEAT: '1' }) }
      const outcome = await run(command, env, at.url)
      expectEnd(client, outcome, one)
      const pushes = at.take().filter(({ path }) => path.endsWith('/push_follow_up'))
      // A client that repeats automatically would be told 230008.
      expect(pushes, one.name).toHaveLength(one.answers.token ? 0 : 1)
    }

    test.runIf(hasExitCodes)(
      `says how the push ended, with its exit code: ${SLICE_NAME}`,
      async () => {
        const command = await build(SAMPLE)
        for (const one of chooseCases(client)) await expectCase(command, one, recorder)
        recorder.answer({})
      },
    )

    test.runIf(ALL && hasExitCodes)('gives up after 30 s', async () => {
      // A program without a deadline would be killed after 120 s, with another exit code.
      const started = performance.now()
      await expectCase(await build(SAMPLE), SILENT_CASE, recorder)
      expect(performance.now() - started).toBeGreaterThan(29_000)
      recorder.answer({})
    })

    test('sends nothing without credentials, and says if there is no connection', async () => {
      recorder.take()
      const command = await build(SAMPLE)
      const outcome = await run(command, {})
      if (hasExitCodes) {
        expectEnd(client, outcome, NO_CREDENTIALS)
        // Errors of most clients would print such a header.
        const token = { FEISHU_TENANT_ACCESS_TOKEN: `${TOKEN}\nof two lines` }
        expectEnd(client, await run(command, token), MALFORMED_TOKEN)
      } else expect(outcome.status).toBeGreaterThan(0)
      expect(recorder.take()).toEqual([])

      const gone = await startRecorder()
      const unconnected = await build(SAMPLE, gone.url)
      await gone.close()
      const refused = await run(unconnected, { ...APP, ...GIVEN_TOKEN }, gone.url)
      if (hasExitCodes) {
        expectEnd(client, refused, { name: 'no connection', status: 3, line: 'not sent: ' })
      } else expect(refused.status).toBeGreaterThan(0)
    })

    test('adds bubbles whose response is lost, and a deliberate repeat finds them', async () => {
      const { url, token, message_id, bubbles, dropNextPush } = await startWithMessage()
      const { follow_ups } = SAMPLE
      const command = await build({ message_id, follow_ups }, url)
      const env = takesApp ? APP : { FEISHU_TENANT_ACCESS_TOKEN: token }
      await dropNextPush()
      const lost = await run(command, env, url)
      const rejected = await run(command, env, url)
      expect(await bubbles()).toEqual(follow_ups)
      expect(rejected.stdout + rejected.stderr).toContain('230008')
      expect(rejected.stdout + rejected.stderr).toMatch(/\b\d{14}[0-9A-F]{20}\b/)
      if (!hasExitCodes) {
        expect(lost.status).toBeGreaterThan(0)
        return
      }
      expect([lost.status, rejected.status]).toEqual([4, 1])
      const repeat = await run(command, { ...env, FOLLOW_UP_REPEAT: '1' }, url)
      expect(repeat).toMatchObject({ status: 0 })
      expect(repeat.stdout).toContain('already there')
    })
  })
}

/** lark-cli has its own hosts, so its stub is told one. */
function baseUrlFor(client: SnippetClient, url: string): string {
  return client === 'lark-cli' ? FEISHU_BASE_URL : url
}

type End = Pick<ProgramCase, 'name' | 'status' | 'line'>

/** A success is printed on standard output, anything else on standard error. */
function expectEnd(client: SnippetClient, outcome: CommandOutcome, { name, status, line }: End) {
  const shown = { status: outcome.status, text: outcome.stdout + outcome.stderr }
  expect(shown, name).toMatchObject({ status })
  const text = status === 0 ? outcome.stdout : outcome.stderr
  if (client !== 'lark-cli') {
    expect(text, name).toContain(`push_follow_up ${line}`)
    return
  }
  // lark-cli prints its own JSON of the response.
  expect(text, name).toContain(`push_follow_up ${line.replace(/:.*/s, '')}`)
  for (const part of line.match(/code \d+|msg [^,]+/g) ?? []) {
    expect(text, name).toContain(part.replace(/^\w+ /, ''))
  }
  if (status === 1) expect(text, name).toContain(LOG_ID)
}

function recordedInvariant(client: SnippetClient) {
  const name = RECORDED.includes(client) ? client : 'curl'
  const file = join(import.meta.dirname, `../../emulator/testing/wire/${name}.json`)
  const { requests } = JSON.parse(readFileSync(file, 'utf8')) as { requests: RecordedRequest[] }
  const push = requests.at(-1)
  if (!push) throw new Error(`${file} holds no request`)
  return invariantOf(push)
}

function expectNoSecret({ stdout, stderr }: CommandOutcome): void {
  for (const secret of [APP.FEISHU_APP_SECRET, GIVEN_TOKEN.FEISHU_TENANT_ACCESS_TOKEN, TOKEN]) {
    expect(stdout + stderr).not.toContain(secret)
  }
}
