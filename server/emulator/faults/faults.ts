import type {
  ActiveFault,
  FaultKind,
  FaultRule,
  Faults,
  FiredFault,
} from '#contract/emulator/faults'
import type { FaultCall, FaultHook } from './fault-hook.ts'
import { fireFault } from './fire-fault.ts'

export const MAX_FAULT_RULES = 100
const MAX_FIRED = 200

export type FaultOptions = {
  /** Decides by chance whether a fault fires; returns a number from 0 up to, not including, 1. */
  random?: () => number
}

type FaultsContext = {
  randomHex: (bytes: number) => string
  /** The emulator's clock, in milliseconds since 1970. */
  now: () => number
  /** Called when a fault has fired. */
  touch: () => void
}

/** The fault rules of one emulator, and the calls they have hit. */
export type FaultInjector = {
  /** Adds a rule, or returns null if there are too many. */
  add: (rule: FaultRule) => ActiveFault | null
  /** Removes a rule; returns whether it existed. */
  remove: (fault_id: string) => boolean
  removeAll: () => void
  /** Returns the fault of the first rule that fires for a call. */
  hook: FaultHook
  describe: () => Faults
  /** Removes all rules and ends the faults that are in progress. */
  reset: () => void
}

export function createFaults(
  { randomHex, now, touch }: FaultsContext,
  { random = Math.random }: FaultOptions,
): FaultInjector {
  const rules = new Map<string, ActiveFault>()
  let fired: FiredFault[] = []
  let ending = new AbortController()

  function removeAll() {
    rules.clear()
    fired = []
  }

  function fires(rule: ActiveFault, call: FaultCall): boolean {
    if (!matches(rule, call) || rule.matched === rule.next_calls) return false
    rule.matched += 1
    return random() < rule.share
  }

  function pick(call: FaultCall): FaultKind | null {
    for (const rule of rules.values()) {
      if (!fires(rule, call)) continue
      const { fault_id, fault } = rule
      rule.fired += 1
      fired.push({ at_ms: now(), fault_id, kind: fault.kind, ...summarize(call) })
      if (fired.length > MAX_FIRED) fired.shift()
      return fault
    }
    return null
  }

  return {
    add(rule) {
      if (rules.size >= MAX_FAULT_RULES) return null
      const added = { ...rule, fault_id: `flt_${randomHex(8)}`, matched: 0, fired: 0 }
      rules.set(added.fault_id, added)
      return { ...added }
    },
    remove: (fault_id) => rules.delete(fault_id),
    removeAll,
    hook(call) {
      const fault = pick(call)
      if (!fault) return null
      touch()
      const { signal } = ending
      return (context) => fireFault(fault, context, signal)
    },
    describe: () => ({
      faults: [...rules.values()].map((rule) => ({ ...rule })),
      fired: [...fired],
    }),
    reset() {
      ending.abort()
      ending = new AbortController()
      removeAll()
    },
  }
}

function matches({ operation, app_id, message_id, fault }: ActiveFault, call: FaultCall): boolean {
  return (
    (operation === '*' || operation === call.operation) &&
    (app_id === undefined || app_id === call.app_id) &&
    (message_id === undefined || message_id === call.message_id) &&
    (fault.kind !== 'token_expired' || call.has_token)
  )
}

/** The ids come from the caller, so they are cut to keep the log small. */
function summarize({ operation, app_id, message_id }: FaultCall) {
  const cut = (id: string | null) => id?.slice(0, 200) ?? null
  return { operation, app_id: cut(app_id), message_id: cut(message_id) }
}
