import { fileURLToPath } from 'node:url'
import { type ServerProcess, startServer } from './server-process.ts'
import type { Slice, SliceResult } from './servers/load-generator.ts'

export type Load = {
  /** @throws Error where a single answer was not the expected one: a failure is quick, and worth nothing */
  run(slice: Slice): Promise<SliceResult>
  stop(): Promise<void>
}

const GENERATOR = fileURLToPath(new URL('./servers/load-generator.ts', import.meta.url))

/** Starts the load generator in a process of its own. */
export async function startLoad(): Promise<Load> {
  const generator: ServerProcess = await startServer(GENERATOR, { side: 'driving' })
  return {
    async run(slice) {
      const result = await generator.ask<SliceResult>(slice)
      if (result.failures > 0) {
        throw new Error(`${result.failures} unexpected answers, the first: ${result.firstFailure}`)
      }
      return result
    },
    stop: generator.stop,
  }
}
