import type {
  ActiveFault,
  FaultKind,
  FaultRule,
  Faults,
  FiredFault,
} from '#contract/emulator/faults'
import { type FaultCall, type FaultResponder, fireFault } from './fire-fault.ts'

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

export type FaultInjector = ReturnType<typeof createFaults>

/** The fault rules of one emulator, and the calls they have hit. */
export function createFaults(
  { randomHex, now, touch }: FaultsContext,
  { random = Math.random }: FaultOptions,
) {
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
    /** Adds a rule, or returns null if there are too many. */
    add(rule: FaultRule): ActiveFault | null {
      if (rules.size >= MAX_FAULT_RULES) return null
      const added = { ...rule, fault_id: `flt_${randomHex(8)}`, matched: 0, fired: 0 }
      rules.set(added.fault_id, added)
      return { ...added }
    },
    /** Removes a rule; returns whether it existed. */
    remove: (fault_id: string) => rules.delete(fault_id),
    removeAll,
    /** Returns the fault of the first rule that fires for a call; null lets it pass. */
    hook(call: FaultCall): FaultResponder | null {
      const fault = pick(call)
      if (!fault) return null
      touch()
      const { signal } = ending
      return (context) => fireFault(fault, context, signal)
    },
    describe: (): Faults => ({
      faults: [...rules.values()].map((rule) => ({ ...rule })),
      fired: [...fired],
    }),
    /** Removes all rules and ends the faults that are in progress. */
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
