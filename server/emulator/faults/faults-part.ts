import { Hono } from 'hono'
import { type Faults, faultRuleSchema } from '#contract/emulator-faults'
import { invalid, notFound, readControlBody } from '../control-refusal.ts'
import type { FaultHook } from '../fault-hook.ts'
import type { Part } from '../part.ts'
import type { World } from '../world.ts'
import { createFaultRules } from './fault-rules.ts'
import { fireFault } from './fire-fault.ts'

const MAX_FAULTS = 100

export type FaultOptions = {
  /** Decides whether a call belongs to the share of a fault; from 0 up to, not including, 1. */
  random?: () => number
}

/** Faults that can be planted, and that calls of the platform then meet. */
export function createFaultsPart(
  { clock, randomHex, changes }: World,
  { random = Math.random }: FaultOptions = {},
): Part<Faults> & { hook: FaultHook } {
  const rules = createFaultRules({ random, randomHex, now: clock })
  let ending = new AbortController()
  const reset = () => {
    ending.abort()
    ending = new AbortController()
    rules.clear()
  }
  const routes = new Hono()
    .get('/faults', (c) => c.json(rules.describe()))
    .post('/faults', async (c) => {
      const rule = await readControlBody(c, faultRuleSchema)
      if (rules.count() >= MAX_FAULTS) {
        throw invalid([{ path: '', message: `There are ${MAX_FAULTS} faults; remove some first.` }])
      }
      return c.json({ fault: rules.plant(rule) })
    })
    .delete('/faults', (c) => {
      rules.clear()
      return c.json({})
    })
    .delete('/faults/:fault_id', (c) => {
      if (!rules.remove(c.req.param('fault_id'))) throw notFound('No fault has this fault_id.')
      return c.json({})
    })
  return {
    routes,
    describe: rules.describe,
    reset,
    close: reset,
    hook(call) {
      const fault = rules.pick(call)
      if (!fault) return null
      changes.touch()
      const { signal } = ending
      return (context) => fireFault(fault, context, signal)
    },
  }
}
