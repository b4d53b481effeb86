import type {
  FaultKind,
  FaultRule,
  Faults,
  FiredFault,
  PlantedFault,
} from '#contract/emulator-faults'
import type { FaultCall } from '../fault-hook.ts'
import { OPERATIONS } from '../operations.ts'

const MAX_FIRED = 200

export type FaultRulesOptions = {
  /** From 0 up to, not including, 1. */
  random: () => number
  randomHex: (bytes: number) => string
  /** The emulator's clock, in milliseconds since 1970. */
  now: () => number
}

export type FaultRules = {
  plant: (rule: FaultRule) => PlantedFault
  count: () => number
  /** @returns whether there was such a fault */
  remove: (fault_id: string) => boolean
  clear: () => void
  /** What goes wrong with a call: the first of the planted faults whose turn it is. */
  pick: (call: FaultCall) => FaultKind | null
  describe: () => Faults
}

/** The planted faults of one emulator, and which calls they have hit. */
export function createFaultRules({ random, randomHex, now }: FaultRulesOptions): FaultRules {
  const planted = new Map<string, PlantedFault>()
  let fired: FiredFault[] = []

  function hits(rule: PlantedFault, call: FaultCall): boolean {
    if (!matches(rule, call) || rule.matched === rule.next_calls) return false
    rule.matched += 1
    return random() < rule.share
  }

  return {
    plant(rule) {
      const fault = { ...rule, fault_id: `flt_${randomHex(8)}`, matched: 0, fired: 0 }
      planted.set(fault.fault_id, fault)
      return { ...fault }
    },
    count: () => planted.size,
    remove: (fault_id) => planted.delete(fault_id),
    clear() {
      planted.clear()
      fired = []
    },
    pick(call) {
      for (const rule of planted.values()) {
        if (!hits(rule, call)) continue
        const { fault_id, fault } = rule
        rule.fired += 1
        fired.push({ at_ms: now(), fault_id, kind: fault.kind, ...shorten(call) })
        if (fired.length > MAX_FIRED) fired.shift()
        return fault
      }
      return null
    },
    describe: () => ({
      faults: [...planted.values()].map((rule) => ({ ...rule })),
      fired: [...fired],
    }),
  }
}

/** The ids are the caller's, and the log is bounded in bytes too. */
function shorten({ operation, app_id, message_id }: FaultCall): FaultCall {
  const short = (id: string | null) => id?.slice(0, 200) ?? null
  return { operation, app_id: short(app_id), message_id: short(message_id) }
}

function matches({ operation, app_id, message_id, fault }: PlantedFault, call: FaultCall): boolean {
  return (
    (operation === '*' || operation === call.operation) &&
    (app_id === undefined || app_id === call.app_id) &&
    (message_id === undefined || message_id === call.message_id) &&
    (fault.kind !== 'token_expired' || hasToken(call))
  )
}

const WITHOUT_TOKEN = new Set(
  OPERATIONS.filter(({ access }) => access === 'open').map(({ name }) => name),
)

/** An app is known by its valid token, except where it gives its credentials to get one. */
function hasToken({ operation, app_id }: FaultCall): boolean {
  return app_id !== null && !WITHOUT_TOKEN.has(operation)
}
