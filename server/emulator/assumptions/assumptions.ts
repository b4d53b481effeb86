import type { EmulatorAssumption } from '#contract/emulator/state'
import type { Bilingual } from '#contract/locale'
import { ABOUT_CONNECTIONS } from './about-connections.ts'
import { ABOUT_MESSAGES } from './about-messages.ts'
import { ABOUT_BODIES, ABOUT_GATEWAY, ABOUT_SENDING } from './about-requests.ts'

/** A behaviour that Feishu does not document, so the emulator has to choose one. */
type AssumptionDefinition = {
  /** What can be chosen; the first is the default. */
  values: readonly [string, ...string[]]
  /** What is unknown, and why the default was chosen. */
  description: Bilingual
}

const DEFINITIONS = {
  ...ABOUT_BODIES,
  ...ABOUT_MESSAGES,
  ...ABOUT_SENDING,
  ...ABOUT_GATEWAY,
  ...ABOUT_CONNECTIONS,
} satisfies Record<string, AssumptionDefinition>

type AssumptionName = keyof typeof DEFINITIONS

export type Assumptions = { [N in AssumptionName]: (typeof DEFINITIONS)[N]['values'][number] }

export const DEFAULT_ASSUMPTIONS = Object.fromEntries(
  Object.entries(DEFINITIONS).map(([name, { values }]) => [name, values[0]]),
) as Assumptions

const NAMES = Object.keys(DEFINITIONS) as AssumptionName[]

/** The assumptions in force, with their alternatives and reasons. */
export function describeAssumptions(assumptions: Assumptions): EmulatorAssumption[] {
  return NAMES.map((name) => ({
    name,
    value: assumptions[name],
    values: [...DEFINITIONS[name].values],
    description: DEFINITIONS[name].description,
    assumed: true,
  }))
}

/** Returns an issue for each unknown name and each value that its assumption does not have. */
export function validateAssumptions(
  chosen: Readonly<Record<string, string>>,
): { path: string; message: Bilingual }[] {
  return Object.entries(chosen).flatMap(([path, value]) => {
    const name = NAMES.find((known) => known === path)
    if (!name) return [{ path, message: oneOf(NAMES) }]
    const values: readonly string[] = DEFINITIONS[name].values
    return values.includes(value) ? [] : [{ path, message: oneOf(values) }]
  })
}

function oneOf(values: readonly string[]): Bilingual {
  return { zh: `请使用以下之一：${values.join('、')}。`, en: `Use one of: ${values.join(', ')}.` }
}
