import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Result } from '#contract/results/result'
import { RESULT_KINDS, RESULT_REASONS, RESULT_SOURCES } from '#contract/results/result-kinds'
import { findTypographyIssues } from '#contract/testing/typography-issues'
import { sampleExchange } from '../exchange-view/testing/sample-exchange.ts'
import { describeResult, mayChange, resultOf } from './describe-result.ts'

const CLICK: Result = {
  kind: 'clicked',
  certainty: 'likely',
  bubble: 0,
  text: 'Very good',
  matched: 'en_us',
  language: 'en_us',
  after_ms: 14_200,
  source: 'poll',
}
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('a result in words', () => {
  test.each<[string, Result, string, string, string]>([
    [
      'a click',
      CLICK,
      '“Very good”, 14 s',
      'Clicked bubble 1 “Very good” (English), 14 s later',
      '14 秒后点击了气泡 1“Very good”（英语）',
    ],
    [
      'a click in a language that cannot be told',
      { ...CLICK, bubble: 2, language: null, matched: 'default', after_ms: 150_000 },
      '“Very good”, 2 min 30 s',
      'Clicked bubble 3 “Very good” (default text), 2 min 30 s later',
      '2 分钟 30 秒后点击了气泡 3“Very good”（默认文字）',
    ],
    [
      'a click on a text of several bubbles',
      { kind: 'clicked', certainty: 'likely', why: 'ambiguous', after_ms: 3000 },
      'Clicked, 3 s',
      'Clicked a bubble, 3 s later',
      '3 秒后点击了气泡',
    ],
    [
      'another message',
      { kind: 'wrote', certainty: 'certain', after_ms: 41_000 },
      'Wrote something else, 41 s',
      'Wrote something else, 41 s later',
      '41 秒后发送了其他内容',
    ],
    [
      'a newer message at an unknown time',
      { kind: 'superseded', certainty: 'certain' },
      'Newer message came',
      'A newer message came',
      '会话中出现了新消息',
    ],
    [
      'a missing permission',
      { kind: 'unknown', certainty: 'unknown', why: 'no_scope' },
      'Not known',
      'Not known: the permission im:message:readonly is missing',
      '未知：缺少权限 im:message:readonly',
    ],
  ])('%s', (_, result, cell, english, chinese) => {
    expect(plain(describeResult(result, 'en').cell)).toBe(cell)
    expect(plain(describeResult(result, 'en').sentence)).toBe(english)
    expect(plain(describeResult(result, 'zh').sentence)).toBe(chinese)
  })

  test('a click says that a typed text counts too', () => {
    expect(describeResult(CLICK, 'en').notes).toContain(
      'A typed text that equals a bubble counts as a click.',
    )
  })

  test('every result has a text in both languages; its notes are whole sentences', () => {
    const results = fc.record(
      {
        kind: fc.constantFrom(...RESULT_KINDS),
        certainty: fc.constant('likely' as const),
        bubble: fc.nat({ max: 2 }),
        text: fc.constantFrom('好', 'OK'),
        language: fc.constantFrom('zh_cn', 'de_de', null),
        after_ms: fc.nat({ max: 4_000_000 }),
        source: fc.constantFrom(...RESULT_SOURCES),
        why: fc.constantFrom(...RESULT_REASONS),
      },
      { requiredKeys: ['kind', 'certainty'] },
    )
    fc.assert(
      fc.property(results, (result) => {
        const [en, zh] = (['en', 'zh'] as const).map((one) => describeResult(result as Result, one))
        for (const name of ['cell', 'short', 'sentence'] as const) {
          expect(`${en?.[name]} ${zh?.[name]}`).not.toMatch(/undefined|null|NaN|\s\s/)
        }
        for (const [at, note] of en?.notes.entries() ?? []) {
          expect(findTypographyIssues({ en: note, zh: zh?.notes[at] ?? '' })).toEqual([])
        }
      }),
    )
  })
})

test('only a push that landed has a result; until it is known it is waited for', () => {
  expect(resultOf(sampleExchange())?.kind).toBe('waiting')
  expect(resultOf(sampleExchange({ result: CLICK }))).toBe(CLICK)
  expect(resultOf(sampleExchange({ code: null, result: CLICK }))).toBe(CLICK)
  expect(resultOf(sampleExchange({ code: 230008 }))).toBeNull()
  expect(resultOf(sampleExchange({ endpoint: 'create_message' }))).toBeNull()
  expect(resultOf(undefined)).toBeNull()
})

test('a click is final; what was not clicked so far may still be', () => {
  const may = (kind: Result['kind']) => mayChange({ kind, certainty: 'certain' })
  expect(RESULT_KINDS.filter(may)).toEqual(['waiting', 'untouched', 'unknown'])
})
