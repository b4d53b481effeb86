import { describe, expect, test } from 'vitest'
import { type Draft, emptyDraft } from '#contract/draft'
import { changeBetween } from './change-between.ts'

function draft(change: (draft: Draft) => void): Draft {
  const made = emptyDraft()
  made.values.follow_ups = [
    { content: 'hello', i18n_contents: [{ content: '你好', language: 'zh_cn' }] },
    { content: 'bye', i18n_contents: [] },
  ]
  change(made)
  return made
}
const base = draft(() => {})

describe('what a person did', () => {
  test('is nothing where all is the same', () => {
    expect(changeBetween(base, structuredClone(base))).toEqual({ kind: 'none' })
  })

  test.each([
    ['help', 'replace'],
    ['hello!', 'insert'],
    ['hallo', 'replace'],
    ['hell', 'delete'],
    ['', 'delete'],
    ['helllo', 'insert'],
  ] as const)('is typing in one text: hello → %s is to %s', (content, way) => {
    const after = draft(({ values }) => {
      values.follow_ups = values.follow_ups.with(0, { content, i18n_contents: [] })
      values.follow_ups[0]?.i18n_contents.push({ content: '你好', language: 'zh_cn' })
    })
    expect(changeBetween(base, after)).toMatchObject({
      kind: 'typed',
      place: 'follow_ups.0.content',
      way,
    })
  })

  test('is typing in the target', () => {
    const after = draft(({ values }) => {
      values.message_id = 'om_1'
    })
    expect(changeBetween(base, after)).toMatchObject({ kind: 'typed', place: 'message_id' })
  })

  test.each<[string, (draft: Draft) => void]>([
    ['adding a bubble', (d) => d.values.follow_ups.push({ content: '', i18n_contents: [] })],
    ['removing a bubble', (d) => d.values.follow_ups.pop()],
    ['moving a bubble', (d) => d.values.follow_ups.reverse()],
    ['removing a row', (d) => d.values.follow_ups[0]?.i18n_contents.pop()],
    [
      'choosing a language',
      (d) => {
        d.values.follow_ups[0]?.i18n_contents.splice(0, 1, { content: '你好', language: 'zh_tw' })
      },
    ],
    [
      'opening the JSON',
      (d) => {
        d.view = 'json'
        d.jsonText = '{}'
      },
    ],
    [
      'changing two texts at once',
      (d) => {
        d.values.message_id = 'om_1'
        d.values.follow_ups.splice(1, 1, { content: 'bye!', i18n_contents: [] })
      },
    ],
  ])('is a step of its own: %s', (_, change) => {
    expect(changeBetween(base, draft(change))).toEqual({ kind: 'step' })
  })

  test('is typing in the JSON, though the form follows it', () => {
    const open = draft((d) => {
      d.view = 'json'
      d.jsonText = '{"follow_ups":[]}'
    })
    const after = structuredClone(open)
    after.source = 'json'
    after.jsonText = '{"follow_ups":[{}]}'
    after.values.follow_ups = []
    expect(changeBetween(open, after)).toEqual({
      kind: 'typed',
      place: 'jsonText',
      way: 'insert',
      from: 15,
      to: 15,
      end: 17,
    })
  })
})
