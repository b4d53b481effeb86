import type { SpawnOptions } from 'node:child_process'

/** Runs a command in the foreground; resolves to its exit code, 128 + n where signal n ended it. */
export function run(
  command: string,
  args: readonly string[],
  options?: SpawnOptions,
): Promise<number>
