import * as z from 'zod/mini'
import { scenarioSchema } from '#contract/emulator-scenario'
import type { Issue } from '#contract/refusal'
import type { Assumptions } from './assumptions.ts'
import { describeIssues } from './issue-sentences.ts'
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
  const parsed = z.safeParse(scenarioSchema, scenario, { reportInput: true })
  if (!parsed.success) throw new SeedError(describeIssues(parsed.error.issues))
  const issues = judgeScenario(parsed.data)
  if (issues.length > 0) throw new SeedError(issues)
  return {
    seed: (now) => toState(parsed.data, now),
    assumptions: parsed.data.assumptions as Partial<Assumptions>,
  }
}
