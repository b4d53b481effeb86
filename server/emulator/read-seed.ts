import { scenarioSchema } from '#contract/emulator-scenario'
import { judgeRequest } from '#contract/judge-request'
import type { Issue } from '#contract/refusal'
import type { Assumptions } from './assumptions.ts'
import { judgeScenario, toState } from './scenario-load.ts'
import type { State } from './state.ts'

/** A seed that cannot be used; its message names each path that is wrong, one in a line. */
export class SeedError extends Error {
  constructor(issues: readonly Issue[]) {
    const lines = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    super(lines.join('\n'))
  }
}

type Seed = { seed: (now: number) => State; assumptions: Partial<Assumptions> }

/**
 * What an emulator holds at the start, by a scenario.
 * @throws {SeedError} where it does not fit or does not hang together
 */
export function readSeed(scenario: unknown): Seed {
  const parsed = judgeRequest(scenarioSchema, scenario, 'en')
  if (!parsed.ok) throw new SeedError(parsed.issues)
  const issues = judgeScenario(parsed.value)
  if (issues.length > 0) throw new SeedError(issues)
  return {
    seed: (now) => toState(parsed.value, now),
    assumptions: parsed.value.assumptions as Partial<Assumptions>,
  }
}
