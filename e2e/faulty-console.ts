import { type ConsoleProcess, startConsoleProcess } from '../scripts/console-process.ts'
import {
  type Behaviour,
  type FaultServer,
  startFaultServer,
} from '../server/testing/fault-server.ts'
import { FAULTS, type FaultName, grantToken, isTokenCall } from '../server/testing/faults.ts'

/** A console whose one upstream grants a token and then fails in the way the test chooses. */
export type FaultyConsole = Omit<ConsoleProcess, 'pid' | 'emulatorUrl' | 'kill'> & {
  /** Chooses what every call gets from now on; at first the upstream never answers. */
  fail: (fault: FaultName) => void
  /** Chooses what every call gets from now on, in any way; pushes may get something else. */
  behave: (behaviour: Behaviour, push?: Behaviour) => void
  /** Chooses what every fetch of a token gets from now on. */
  behaveToken: (behaviour: Behaviour) => void
  upstream: FaultServer
}

/** @param patienceMs how long the console waits for this upstream */
export async function startFaultyConsole(patienceMs: number): Promise<FaultyConsole> {
  let current: Behaviour = FAULTS.hang
  let push: Behaviour | undefined
  let token: Behaviour = grantToken('t-end-to-end')
  const upstream = await startFaultServer((request) => {
    if (isTokenCall(request)) return token
    return push && request.path.endsWith('/push_follow_up') ? push : current
  })
  const running = await startConsoleProcess({
    EMULATOR: 'off',
    // The address of its emulator is the one upstream on this machine that a console may be pointed at.
    EMULATOR_PORT: new URL(upstream.url).port,
    FEISHU_BASE_URL: upstream.url,
    FEISHU_APP_ID: 'cli_faulty',
    FEISHU_APP_SECRET: 'secret-of-the-faulty-app',
    UPSTREAM_DEADLINE_MS: String(patienceMs),
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
