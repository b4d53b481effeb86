import type { EmulatorAssumption } from '#contract/emulator-state'
import type { Issue } from '#contract/refusal'
import { ABOUT_BODIES } from './assumed-body.ts'
import { ABOUT_GATEWAY } from './assumed-gateway.ts'
import { ABOUT_MESSAGES } from './assumed-messages.ts'

/** Everything that Feishu does not document and the emulator therefore had to choose. */
const DEFINITIONS = { ...ABOUT_BODIES, ...ABOUT_MESSAGES, ...ABOUT_GATEWAY }

type Name = keyof typeof DEFINITIONS

export type Assumptions = { [N in Name]: (typeof DEFINITIONS)[N]['values'][number] }

export const DEFAULT_ASSUMPTIONS = Object.fromEntries(
  Object.entries(DEFINITIONS).map(([name, { values }]) => [name, values[0]]),
) as Assumptions

const NAMES = Object.keys(DEFINITIONS) as Name[]

/** The assumptions in force, as a person can read them. */
export function describeAssumptions(assumptions: Assumptions): EmulatorAssumption[] {
  return NAMES.map((name) => ({
    name,
    value: assumptions[name],
    values: [...DEFINITIONS[name].values],
    description: DEFINITIONS[name].description,
    assumed: true,
  }))
}

/** What is wrong with names and values that someone chose; nothing where they can be taken. */
export function judgeAssumptions(chosen: Readonly<Record<string, string>>): Issue[] {
  return Object.entries(chosen).flatMap(([path, value]) => {
    const name = NAMES.find((known) => known === path)
    if (!name) return [{ path, message: `Choose a name among: ${NAMES.join(', ')}.` }]
    const values: readonly string[] = DEFINITIONS[name].values
    return values.includes(value) ? [] : [{ path, message: `Choose one of: ${values.join(', ')}.` }]
  })
}
