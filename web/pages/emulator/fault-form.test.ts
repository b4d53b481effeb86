import { describe, expect, test } from 'vitest'
import { faultRuleSchema } from '#contract/emulator/faults'
import { buildFault, FAULT_KINDS, FAULT_PRESETS } from './fault-form.tsx'

describe('a fault from the form', () => {
  test.each(FAULT_KINDS)('of kind %s is valid with the default settings', (kind) => {
    const validated = faultRuleSchema.safeParse({ fault: buildFault(kind, {}) })
    expect(validated.error?.issues).toBeUndefined()
  })

  test('uses the typed settings and parses numbers', () => {
    expect(buildFault('html', { http_status: ' 503 ', when: 'after_effect' })).toEqual({
      kind: 'html',
      when: 'after_effect',
      http_status: 503,
    })
  })

  test('leaves out empty settings and keeps a text that is not a number', () => {
    expect(buildFault('slow_drip', { bytes: '', interval_ms: 'soon' })).toEqual({
      kind: 'slow_drip',
      interval_ms: 'soon',
    })
  })
})

test.each(Object.entries(FAULT_PRESETS))('the preset %s is a valid rule', (_, rule) => {
  expect(faultRuleSchema.safeParse(rule).success).toBe(true)
})
