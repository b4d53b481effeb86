import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished } from 'vitest'
import { builtConsole } from './console-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

const MAIN = await builtConsole()

export type ConsoleRun = ReturnType<typeof runConsole>

/** Runs the console as a process for one test, with these settings only. */
export function runConsole(env: Record<string, string>) {
  const started = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATA_DIR: temporaryFolder(),
      ...env,
    },
  })
  onTestFinished(() => {
    started.kill('SIGKILL')
  })
  const output = { stdout: '', stderr: '' }
  started.stdout.on('data', (text) => {
    output.stdout += text
  })
  started.stderr.on('data', (text) => {
    output.stderr += text
  })
  const url = () => addressIn(output.stdout)
  return {
    output,
    /** Resolves when the console responds. */
    async started() {
      await expect.poll(url).not.toBe('')
      await (await fetch(`${url()}/api/health`)).text()
    },
    ended: async () => (await once(started, 'exit'))[0],
    stop: (signal: NodeJS.Signals) => started.kill(signal),
  }
}

export const urlIn = ({ output }: ConsoleRun) => addressIn(output.stdout)

const addressIn = (text: string) => /Console {3}(\S+)/.exec(text)?.[1] ?? ''

/** The settings of a console with this upstream. */
export function settingsFor(upstreamUrl: string): Record<string, string> {
  return {
    PORT: '0',
    EMULATOR: 'off',
    EMULATOR_PORT: new URL(upstreamUrl).port,
    FEISHU_BASE_URL: upstreamUrl,
    FEISHU_APP_ID: 'cli_test',
    FEISHU_APP_SECRET: 'secret-of-the-test-app',
    DATA_DIR: temporaryFolder(),
  }
}
