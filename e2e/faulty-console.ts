import { type ConsoleProcess, startConsoleProcess } from '../scripts/console-process.ts'
import {
  type Behaviour,
  type FaultServer,
  startFaultServer,
} from '../server/testing/fault-server.ts'
import { afterToken, FAULTS, type FaultName } from '../server/testing/faults.ts'

/** A console whose one upstream grants a token and then fails in the way the test chooses. */
export type FaultyConsole = Omit<ConsoleProcess, 'emulatorUrl' | 'kill'> & {
  /** Chooses what every call gets from now on; at first the upstream never answers. */
  fail: (fault: FaultName) => void
  /** Chooses what every call gets from now on, in any way. */
  behave: (behaviour: Behaviour) => void
  upstream: FaultServer
}

/** @param patienceMs how long the console waits for this upstream */
export async function startFaultyConsole(patienceMs: number): Promise<FaultyConsole> {
  let current: Behaviour = FAULTS.hang
  const upstream = await startFaultServer(afterToken('t-end-to-end', () => current))
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
    },
    behave(behaviour) {
      current = behaviour
    },
    async stop() {
      await upstream.close()
      await running.stop()
    },
  }
}
