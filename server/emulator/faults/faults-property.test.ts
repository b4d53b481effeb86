import { connect } from 'node:net'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type FaultRuleInput, faultResponseSchema } from '#contract/emulator/faults'
import { startForTest } from '../testing/client.ts'
import { callRaw } from '../testing/sockets.ts'

const when = fc.constantFrom('before_effect' as const, 'after_effect' as const)
const status = fc.constantFrom(200, 404, 502)

const fault: fc.Arbitrary<FaultRuleInput['fault']> = fc.oneof(
  fc.record({ kind: fc.constant('latency'), when, ms: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constantFrom('drop', 'reset'), when }),
  fc.record({ kind: fc.constant('server_error'), when, body: fc.constantFrom('platform', 'none') }),
  fc.record({ kind: fc.constant('rate_limited'), when, reset: fc.constantFrom(0, 'abc', null) }),
  fc.record({ kind: fc.constantFrom('html', 'empty'), when, http_status: status }),
  fc.record({ kind: fc.constant('truncated'), bytes: fc.nat(500) }),
  fc.record({ kind: fc.constantFrom('wrong_content_type', 'invalid_json') }),
  fc.record({ kind: fc.constant('answer'), when, code: fc.constantFrom(0, 230101) }),
  fc.record({ kind: fc.constant('token_expired') }),
  fc.record({ kind: fc.constant('huge'), bytes: fc.integer({ min: 1, max: 200_000 }) }),
  fc.record({
    kind: fc.constant('slow_drip'),
    bytes: fc.integer({ min: 100, max: 400 }),
    interval_ms: fc.constant(1),
  }),
  fc.record({ kind: fc.constant('log_id'), log_id: fc.constantFrom('x', null) }),
) as fc.Arbitrary<FaultRuleInput['fault']>

const rule = fc.record(
  {
    operation: fc.constantFrom('*' as const, 'create_message' as const, 'push_follow_up' as const),
    app_id: fc.constantFrom('cli_0123456789abcdef', 'cli_0123456789abcdef', 'cli_other'),
    share: fc.constantFrom(1, 1, 0),
    next_calls: fc.integer({ min: 1, max: 2 }),
    fault,
  },
  { requiredKeys: ['fault', 'next_calls'] },
)

/** An action: adding a fault or sending a message. */
const step = fc.oneof(
  { weight: 1, arbitrary: rule },
  { weight: 2, arbitrary: fc.constant('send' as const) },
)

type Rule = FaultRuleInput & { left: number }

/**
 * Returns the fault that a message meets, by the simplest possible implementation of the rules. A
 * token that has ended belongs to no app.
 */
function meet(rules: Rule[], tokenEnded: boolean): Rule['fault'] | undefined {
  for (const rule of rules) {
    const { operation = '*', app_id, share = 1, fault } = rule
    if (operation === 'push_follow_up' || app_id === 'cli_other' || rule.left === 0) continue
    if (tokenEnded && (app_id !== undefined || fault.kind === 'token_expired')) continue
    rule.left -= 1
    if (share === 1) return rule.fault
  }
  return undefined
}

/** Returns whether a message that meets the fault is in the chat afterwards. */
function takesEffect(fault: Rule['fault'] | undefined): boolean {
  if (fault === undefined || fault.kind === 'latency') return true
  if (fault.kind === 'token_expired') return false
  return !('when' in fault) || fault.when === 'after_effect'
}

test('for any faults, the emulator stays up and holds exactly the calls that took effect', async () => {
  const { emulator, control, state, token } = await startForTest({
    assumptions: { rate_limiter: 'off' },
  })
  const { receive_id } = (await state()).default_receiver
  const path = '/open-apis/im/v1/messages?receive_id_type=open_id'

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      emulator.reset()
      const tenantToken = await token()
      let tokenEnded = false
      const rules: Rule[] = []
      const expected: string[] = []
      for (const [index, step] of steps.entries()) {
        if (step !== 'send') {
          await control('POST', '/faults', step, faultResponseSchema)
          rules.push({ ...step, left: step.next_calls ?? Number.POSITIVE_INFINITY })
          continue
        }
        const text = `message ${index}`
        const met = meet(rules, tokenEnded)
        if (!tokenEnded && takesEffect(met)) expected.push(text)
        tokenEnded ||= met?.kind === 'token_expired'
        const content = JSON.stringify({ text })
        const body = JSON.stringify({ receive_id, msg_type: 'text', content })
        await callRaw(emulator.port, { path, token: tenantToken, body })
      }
      const { messages } = await state()
      const held = messages.map(({ text }) => text).filter((text) => text.startsWith('message '))
      expect(held).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

test('callers that disconnect at any moment break nothing', async () => {
  const { emulator, control, state, token } = await startForTest({
    assumptions: { rate_limiter: 'off' },
  })
  const tenantToken = await token()
  const path = '/open-apis/im/v1/messages?receive_id_type=open_id'
  await fc.assert(
    fc.asyncProperty(fault, fc.integer({ min: 0, max: 8 }), async (fault, patience) => {
      await control('DELETE', '/faults', undefined, z.object({}))
      await control('POST', '/faults', { fault }, faultResponseSchema)
      await new Promise<void>((resolve) => {
        const socket = connect(emulator.port, '127.0.0.1', () => {
          const head = `Host: 127.0.0.1\r\nAuthorization: Bearer ${tenantToken}\r\n`
          socket.write(`POST ${path} HTTP/1.1\r\n${head}Content-Length: 2\r\n\r\n{}`)
          setTimeout(() => socket.destroy(), patience)
        })
        socket.on('error', () => {})
        socket.on('close', () => resolve())
      })
      expect((await state()).version).toBeGreaterThan(0)
    }),
    { numRuns: 30 },
  )
})
