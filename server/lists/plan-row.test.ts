import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ListIssue } from '#contract/deliveries/list'
import { markDuplicates } from './mark-duplicates.ts'
import { fillTexts, listVariables, ownIssues, targetOf, withBlocking } from './plan-row.ts'
import type { PlannedRow } from './read-rows.ts'

const FOLLOW_UPS = [{ content: 'Where is {{order}}?' }]

describe('a recipient as it was typed', () => {
  test.each([
    [' emma@example.com ', 'email', 'emma@example.com', 'emma@example.com'],
    ['ou_1', 'open_id', 'ou_1', null],
    ['+86 138-0000-0001', null, null, '+86 138-0000-0001'],
    ['Emma Clarke', null, null, null],
  ])('%s', (typed, receive_id_type, receive_id, label) => {
    expect(targetOf(typed)).toEqual({ typed: typed.trim(), receive_id_type, receive_id, label })
  })
})

describe('the texts of a row', () => {
  test('are filled in everywhere, and a value never changes their structure', () => {
    const content = { tag: 'md', elements: [{ text: 'Hi {{name}}', n: 1 }] }
    const messages = [content, JSON.stringify(content)]
    for (const message of messages.map((one) => ({ msg_type: 'post', content: one }) as const)) {
      const texts = { message, message_i18n: [], follow_ups: FOLLOW_UPS }
      expect(listVariables(texts)).toEqual(['name', 'order'])
      fc.assert(
        fc.property(fc.string(), fc.string(), (name, order) => {
          const filled = fillTexts(texts, { name, order })
          expect(filled.message).toEqual({
            msg_type: 'post',
            content: { tag: 'md', elements: [{ text: `Hi ${name || '{{name}}'}`, n: 1 }] },
          })
          expect(filled.follow_ups).toEqual([{ content: `Where is ${order || '{{order}}'}?` }])
        }),
      )
    }
  })

  test('are validated once they are filled in', () => {
    const own = { ...targetOf('ou_1'), message_id: null, language: null }
    const row = { ...own, values: { order: 'x'.repeat(200) } }
    const message_i18n = [{ language: 'ja_jp', content: '{{name}}様' }]
    const texts = { message: { text: 'Hi' }, message_i18n, follow_ups: FOLLOW_UPS }
    expect(ownIssues(row, texts)).toMatchObject([
      { kind: 'text_invalid', path: 'follow_ups.0.content' },
    ])
    expect(ownIssues({ ...row, values: { order: 'A-1' } }, texts)).toEqual([])
    // Only the text in the language of the row counts.
    const japanese = { ...row, language: 'ja_jp', values: { order: 'A-1' } }
    expect(ownIssues(japanese, texts)).toEqual([{ kind: 'value_missing', variables: ['name'] }])
    // Under an earlier message, the first message is not sent.
    const named = { ...texts, message: { text: 'Hi {{name}}' } }
    const missing = [{ kind: 'value_missing', variables: ['name'] }]
    expect(ownIssues({ ...row, values: { order: 'A-1' } }, named)).toEqual(missing)
    const older = { ...row, values: { order: 'A-1' }, message_id: 'om_1' }
    expect(ownIssues(older, named)).toEqual([])
  })
})

test('of rows with one recipient, exactly one is sent if any can be, and all without a recipient stay', () => {
  const row = fc.record({
    person: fc.constantFrom(
      'ou_1',
      'ou_2',
      'emma@example.com',
      'Emma@example.com',
      '13800000001',
      '?',
    ),
    broken: fc.boolean(),
    included: fc.constantFrom(0, 0, 1),
    sent: fc.constantFrom(false, false, true),
  })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (inputs) => {
      const rows = inputs.map(({ person, broken, included, sent }, i): PlannedRow => {
        const target = targetOf(person)
        const issues: Omit<ListIssue, 'blocking'>[] = broken ? [{ kind: 'value_missing' }] : []
        return {
          ...{ list_id: 'l', n: i + 1, ...target, message_id: null, message_at_ms: null },
          ...{ values: {}, included, language: null, outcome: sent ? 'sent' : null },
          issues: sent ? [] : withBlocking(issues, { ...target, included }),
        }
      })
      const before = structuredClone(rows)
      const changed = markDuplicates(rows)
      expect(markDuplicates(rows)).toEqual([])
      const same = rows.filter((one, i) => JSON.stringify(one) === JSON.stringify(before[i]))
      expect(changed.length + same.length).toBe(rows.length)
      for (const [key, group] of Map.groupBy(rows, ({ typed }) => typed.toLowerCase())) {
        if (key === '?') continue
        const others = group.filter(({ included, outcome }) => included === 0 && outcome === null)
        const open = others.filter(({ issues }) => issues.every(({ blocking }) => !blocking))
        expect(open.length).toBeLessThanOrEqual(1)
        const fine = group.some(({ issues }) =>
          issues.every(({ kind, blocking }) => kind === 'duplicate' || !blocking),
        )
        const kept = group.some(({ issues }) => issues.every(({ blocking }) => !blocking))
        expect(kept).toBe(fine)
      }
    }),
  )
})
