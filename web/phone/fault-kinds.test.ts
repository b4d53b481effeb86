import { describe, expect, test } from 'vitest'
import { faultRuleSchema } from '#contract/emulator-faults'
import { buildFault, FAULT_KINDS, FAULT_PRESETS } from './fault-kinds.ts'

describe('a fault', () => {
  test.each(FAULT_KINDS)('of kind %s with nothing typed is one that can be planted', (kind) => {
    const judged = faultRuleSchema.safeParse({ fault: buildFault(kind, {}) })
    expect(judged.error?.issues).toBeUndefined()
  })

  test('takes what was typed, numbers as numbers', () => {
    expect(buildFault('html', { http_status: ' 503 ', when: 'after_effect' })).toEqual({
      kind: 'html',
      when: 'after_effect',
      http_status: 503,
    })
  })

  test('leaves out what was emptied and hands on what is no number', () => {
    expect(buildFault('slow_drip', { bytes: '', interval_ms: 'soon' })).toEqual({
      kind: 'slow_drip',
      interval_ms: 'soon',
    })
  })
})

test.each(Object.entries(FAULT_PRESETS))('%s can be planted', (_, rule) => {
  expect(faultRuleSchema.safeParse(rule).success).toBe(true)
})
