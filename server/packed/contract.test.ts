import { expect, expectTypeOf, test } from 'vitest'
import type { FollowUp as WireBubble } from '#contract/follow-ups'
import {
  explainCode,
  languages,
  limits,
  type PushFollowUpBody,
  validateFollowUps,
} from './contract.ts'

test('names each issue of a body by its path, in both languages', () => {
  const body = {
    follow_ups: [
      { content: '' },
      { content: 'a', i18n_contents: [{ content: 'b', language: 'xx' }] },
    ],
  }
  const issues = validateFollowUps(body)
  expect(issues.map(({ path }) => path)).toEqual([
    'follow_ups.0.content',
    'follow_ups.1.i18n_contents.0.language',
  ])
  expect(validateFollowUps(body, 'zh')[0]?.message).toMatch(/\p{Script=Han}/u)
  expect(validateFollowUps({ follow_ups: [{ content: 'a' }] })).toEqual([])
})

test('explains a code for one call', () => {
  expect(explainCode(230006)).toMatchObject({ endpoints: ['push_follow_up'], documented: true })
  expect(explainCode(230006, 'create_message')?.msg).not.toBe(explainCode(230006)?.msg)
  expect(explainCode(424242)).toBeNull()
  expect(explainCode(230006, 'toString')).toBeNull()
})

test('states the limits and languages, and the types of the wire', () => {
  expect(languages).toHaveLength(16)
  expect(limits.follow_ups).toEqual({ min: 1, max: 3 })
  expectTypeOf<{ follow_ups: WireBubble[] }>().toExtend<PushFollowUpBody>()
})
