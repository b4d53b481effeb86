import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Draft, emptyDraft } from '#contract/draft'
import { textChange } from '../composition/draft-fields.ts'
import {
  changeBetween,
  type DraftChange,
  MAX_STEPS,
  PAUSE_MS,
  record,
  redo,
  startHistory,
  type UndoHistory,
  undo,
} from './history.ts'

const STEP: DraftChange = { kind: 'step' }
const INSERT_C: DraftChange = { kind: 'typed', field: 'a', edit: 'insert', from: 1, to: 1, end: 2 }

/** Plays what was typed into one text: each state of it, and when. */
function play(...acts: [text: string, at: number, field?: string][]): UndoHistory<string> {
  return acts.reduce((history, [text, at, field = 'a']) => {
    const change = textChange(history.present, text)
    const { from, to, end } = change
    const edit = from === to ? 'insert' : from === end ? 'delete' : 'replace'
    return record(history, text, { kind: 'typed', field, edit, ...change }, at)
  }, startHistory(''))
}

/** Every state that undo leads to, latest first. */
function wayBack(history: UndoHistory<string>): string[] {
  return history.past.toReversed()
}

describe('typing', () => {
  test('without a pause is one step', () => {
    expect(wayBack(play(['h', 0], ['hi', PAUSE_MS - 1]))).toEqual([''])
  })

  test('after a pause starts a new step', () => {
    expect(wayBack(play(['h', 0], ['hi', PAUSE_MS]))).toEqual(['h', ''])
  })

  test('in another field starts a new step', () => {
    expect(wayBack(play(['h', 0, 'a'], ['hi', 1, 'b']))).toEqual(['h', ''])
  })

  test('elsewhere in the same field starts a new step', () => {
    expect(wayBack(play(['end', 0], ['the end', 1], ['the end.', 2]))).toEqual([
      'the end',
      'end',
      '',
    ])
  })

  test('is not joined by the deleting that follows at once', () => {
    expect(wayBack(play(['hello', 0], ['hell', 1], ['hel', 2]))).toEqual(['hello', ''])
  })

  test('backwards or forwards, deleting is one step', () => {
    expect(wayBack(play(['abcd', 0], ['abc', 1], ['ab', 2]))).toEqual(['abcd', ''])
    expect(wayBack(play(['abcd', 0], ['acd', 1], ['ad', 2]))).toEqual(['abcd', ''])
  })

  test('continues the replacement of a selection', () => {
    expect(wayBack(play(['old', 0], ['n', 1], ['ne', 2], ['new', 3]))).toEqual(['old', ''])
  })

  test('never joins a step from before an undo', () => {
    const history = undo(play(['a', 0], ['ab', 5_000]))
    expect(record(history, 'ac', STEP, 5_001).past).toEqual(['', 'a'])
    expect(wayBack(record(history, 'ac', INSERT_C, 5_001))).toEqual(['a', ''])
  })
})

test('a change of nothing is no step and keeps the redo steps', () => {
  const history = undo(play(['a', 0]))
  expect(record(history, '', { kind: 'none' }, 1)).toBe(history)
})

/** The model: a list of all states and the index of the present one. */
type Model = { states: number[]; at: number }
type Real = { history: UndoHistory<number> }

function check({ states, at }: Model, { history }: Real): void {
  expect(history.present).toBe(states[at])
  expect(history.past).toEqual(states.slice(Math.max(0, at - MAX_STEPS), at))
  expect(history.future).toEqual(states.slice(at + 1))
}

const step = (value: number): fc.Command<Model, Real> => ({
  check: () => true,
  run: (model, real) => {
    model.states = [...model.states.slice(0, model.at + 1), value].slice(-(MAX_STEPS + 1))
    model.at = model.states.length - 1
    real.history = record(real.history, value, STEP, 0)
    check(model, real)
  },
  toString: () => `step(${value})`,
})

const move = (name: 'undo' | 'redo', by: -1 | 1): fc.Command<Model, Real> => ({
  check: () => true,
  run: (model, real) => {
    if (model.states[model.at + by] !== undefined) model.at += by
    real.history = (name === 'undo' ? undo : redo)(real.history)
    check(model, real)
  },
  toString: () => name,
})

test('undo and redo walk through the list of all states, in any order of actions', () => {
  const acts = fc.commands(
    [fc.integer().map(step), fc.constant(move('undo', -1)), fc.constant(move('redo', 1))],
    { maxCommands: 400, size: 'max' },
  )
  fc.assert(
    fc.property(acts, (commands) => {
      fc.modelRun(
        () => ({
          model: { states: [0], at: 0 },
          real: { history: startHistory(0) },
        }),
        commands,
      )
    }),
    { numRuns: 100 },
  )
})

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

describe('the change between two drafts', () => {
  test('is none if they are equal', () => {
    expect(changeBetween(base, structuredClone(base))).toEqual({ kind: 'none' })
  })

  test.each([
    ['help', 'replace'],
    ['hello!', 'insert'],
    ['hallo', 'replace'],
    ['hell', 'delete'],
    ['', 'delete'],
    ['helllo', 'insert'],
  ] as const)('is typing in one text: hello → %s is to %s', (content, edit) => {
    const after = draft(({ values }) => {
      values.follow_ups = values.follow_ups.with(0, { content, i18n_contents: [] })
      values.follow_ups[0]?.i18n_contents?.push({ content: '你好', language: 'zh_cn' })
    })
    expect(changeBetween(base, after)).toMatchObject({
      kind: 'typed',
      field: '0.default',
      edit,
    })
  })

  test('is typing in one cell although its row comes with the first character and goes with the last', () => {
    const typed = draft((d) => {
      d.values.follow_ups[1] = {
        content: 'bye',
        i18n_contents: [{ content: 'H', language: 'ja_jp' }],
      }
    })
    expect(changeBetween(base, typed)).toEqual({
      kind: 'typed',
      field: '1.ja_jp',
      edit: 'insert',
      from: 0,
      to: 0,
      end: 1,
    })
    expect(changeBetween(typed, base)).toMatchObject({
      kind: 'typed',
      field: '1.ja_jp',
      edit: 'delete',
    })
    const between = draft((d) =>
      d.values.follow_ups[0]?.i18n_contents?.unshift({ content: 'H', language: 'en_us' }),
    )
    expect(changeBetween(base, between)).toMatchObject({ kind: 'typed', field: '0.en_us' })
  })

  test('is typing in the target', () => {
    const after = draft(({ values }) => {
      values.message_id = 'om_1'
    })
    expect(changeBetween(base, after)).toMatchObject({ kind: 'typed', field: 'message_id' })
  })

  test.each<[string, (draft: Draft) => void]>([
    ['adding a bubble', (d) => d.values.follow_ups.push({ content: '', i18n_contents: [] })],
    ['removing a bubble', (d) => d.values.follow_ups.pop()],
    ['moving a bubble', (d) => d.values.follow_ups.reverse()],
    [
      'an empty row',
      (d) => d.values.follow_ups[0]?.i18n_contents?.push({ content: '', language: 'ja_jp' }),
    ],
    ['an unknown key', (d) => Object.assign(d.values.follow_ups[0] ?? {}, { id: 1 })],
    [
      'choosing a language',
      (d) => {
        d.values.follow_ups[0]?.i18n_contents?.splice(0, 1, { content: '你好', language: 'zh_tw' })
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
  ])('is a separate step: %s', (_, change) => {
    expect(changeBetween(base, draft(change))).toEqual({ kind: 'step' })
  })

  test('is typing in the JSON, although the form follows it', () => {
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
      field: 'jsonText',
      edit: 'insert',
      from: 15,
      to: 15,
      end: 17,
    })
  })
})
