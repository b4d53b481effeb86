import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientInfo, type SnippetClient } from '#snippets/clients'
import { snippet } from '#snippets/snippet'
import { FEISHU_BASE_URL, type SnippetCall } from '#snippets/snippet-call'
import { temporaryFolder } from '../temporary-folder.ts'
import { invariantOf } from './invariant.ts'
import {
  type AnswerName,
  LOG_ID,
  type RecordedRequest,
  type Recorder,
  startRecorder,
  TOKEN,
} from './recorder.ts'
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
import { MissingTool, openWorkbench, type RunnableClient, type Workbench } from './workbenches.ts'

const APP = { FEISHU_APP_ID: 'cli_emulator', FEISHU_APP_SECRET: 'emulator-secret' }
const GIVEN_TOKEN = { FEISHU_TENANT_ACCESS_TOKEN: 't-given-token' }

/** How many programs of random texts each client runs; `npm run snippets` asks for more. */
const RUNS = Number(process.env.SNIPPET_PROGRAMS ?? 1)

/** What was recorded of the platform's own samples. */
const RECORDED = ['curl', 'go', 'python', 'java', 'node', 'csharp', 'php']

/** Failures that show a code, and those where there is none to show. */
const REFUSALS: Partial<Record<AnswerName, string>> = {
  refused: '230008',
  refusedWith200: '230001',
}
const NO_ANSWERS: readonly AnswerName[] =
  RUNS === 1 ? ['gatewayHtml'] : ['gatewayHtml', 'gatewayJson', 'empty', 'dropped']

/**
 * The proof that the programs of a client do what they say: each is run as it stands, against a
 * server that records what arrives. A client that this machine cannot run is skipped with a line.
 */
export async function clientSuite(client: RunnableClient): Promise<void> {
  const workbench = await openOrSkip(client)
  if (!workbench) return
  const { environment } = clientInfo(client)
  const takesApp = environment.some((way) => way.includes('FEISHU_APP_ID'))
  const takesToken = environment.some((way) => way.includes('FEISHU_TENANT_ACCESS_TOKEN'))
  const credentials = takesApp ? APP : GIVEN_TOKEN

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

    test('sends what the sample of the platform was recorded to send', async () => {
      expect(await received(SAMPLE)).toEqual(recordedInvariant(client))
    })

    test('sends the largest body that the limits allow', async () => {
      const { body } = await received({ ...SAMPLE, follow_ups: LARGEST })
      expect(body).toEqual({ follow_ups: LARGEST })
    })

    test(`sends any text as it is: all tricky ones and ${RUNS * TEXTS_A_CALL} at random`, async () => {
      const property = fc.asyncProperty(anyMessageId, anyFollowUps, async (message_id, random) => {
        const follow_ups = [...bubblesOf(TRICKY_TEXTS), ...random]
        const { path, body } = await received({ message_id, follow_ups })
        expect(path).toBe(`/open-apis/im/v1/messages/${message_id}/push_follow_up`)
        expect(body).toEqual({ follow_ups })
      })
      await fc.assert(property, { numRuns: RUNS, endOnFailure: true })
    })

    test('shows code, msg and log id of a refusal and ends badly, whatever goes wrong', async () => {
      const other = await startRecorder()
      const command = await build(SAMPLE, other.url)
      const runOther = (env: Record<string, string> = credentials) => run(command, env, other.url)

      for (const [answer, code] of Object.entries(REFUSALS)) {
        other.answerPush(answer as AnswerName)
        const { status, stdout, stderr } = await runOther()
        expect(status, answer).toBeGreaterThan(0)
        expect(stdout + stderr, answer).toContain(code)
        expect(stdout + stderr, answer).toMatch(/already exist|is invalid/)
        expect(stdout + stderr, answer).toContain(LOG_ID)
      }
      for (const answer of NO_ANSWERS) {
        other.answerPush(answer)
        expect((await runOther()).status, answer).toBeGreaterThan(0)
      }
      other.answerPush('success')

      if (takesApp) {
        other.refuseToken(true)
        const { status, stdout, stderr } = await runOther()
        expect(status).toBeGreaterThan(0)
        expect(stdout + stderr).toContain('10014')
      }
      other.take()
      const without = await runOther({})
      expect(without.status).toBeGreaterThan(0)
      expect(without.stdout + without.stderr).toMatch(/FEISHU_(APP_ID|TENANT_ACCESS_TOKEN)/)
      expect(other.take()).toEqual([])

      await other.close()
      const refused = await runOther()
      expect(refused.status, 'connection refused').toBeGreaterThan(0)
      expect(refused.stderr, 'connection refused').not.toBe('')
    })

    const withToken = takesToken ? test : undefined
    withToken?.('uses a given token and asks for none', async () => {
      recorder.take()
      expect(await run(await build(SAMPLE), GIVEN_TOKEN)).toMatchObject({ status: 0 })
      const requests = recorder.take()
      expect(requests).toHaveLength(1)
      const bearers = requests[0]?.headers.filter(([name]) => /^authorization$/i.test(name))
      expect(bearers?.map(([, value]) => value)).toEqual(['Bearer t-given-token'])
    })

    test('gives a message of the emulator its bubbles, and is refused a second time', async () => {
      const { url, token, message_id, bubbles } = await startWithMessage()
      const { follow_ups } = SAMPLE
      const command = await build({ message_id, follow_ups }, url)
      const env = takesApp ? APP : { FEISHU_TENANT_ACCESS_TOKEN: token }
      expect(await run(command, env, url)).toMatchObject({ status: 0 })
      expect(await bubbles()).toEqual(follow_ups)
      const again = await run(command, env, url)
      expect(again.status).toBeGreaterThan(0)
      expect(again.stdout + again.stderr).toContain('230008')
      expect(again.stdout + again.stderr).toMatch(/\b\d{14}[0-9A-F]{20}\b/)
    })
  })
}

/** The workbench, or nothing where this machine has none: then a line says so, and a skipped test counts it. */
async function openOrSkip(client: RunnableClient): Promise<Workbench | undefined> {
  try {
    return await openWorkbench(client, temporaryFolder())
  } catch (error) {
    if (!(error instanceof MissingTool)) throw error
    console.info(`skipped: ${client} was not run, ${error.message} (npm run snippets brings it)`)
    test.skip(`${client}: ${error.message}`, () => {})
    return undefined
  }
}

/** lark-cli can be told no host, so its stub is. */
function baseUrlFor(client: SnippetClient, url: string): string {
  return client === 'lark-cli' ? FEISHU_BASE_URL : url
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
