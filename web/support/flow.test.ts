import { expect, test } from 'vitest'
import { EMPTY_FLOW, type FlowState, reachableStep } from './flow.ts'

const offer = { key: 'a', name: 'A', note: '', follow_ups: [{ content: 'x' }] }
const who = {
  receive_id_type: 'open_id',
  receive_id: 'ou_a',
  name: null,
  chat_id: null,
  favourite: false,
  last_sent_at: null,
} as const

test.each<[string | null, Partial<FlowState>, string]>([
  [null, {}, 'what'],
  ['check', {}, 'what'],
  ['who', {}, 'what'],
  ['who', { offer }, 'who'],
  ['check', { offer }, 'who'],
  ['check', { who }, 'what'],
  ['check', { offer, who }, 'check'],
  ['what', { offer, who }, 'what'],
  ['elsewhere', { offer, who }, 'what'],
])('the step %j with %j is %s', (requested, part, step) => {
  expect(reachableStep(requested, { ...EMPTY_FLOW, ...part })).toBe(step)
})
