import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textChange } from '#contract/text-change'
import {
  type Change,
  type History,
  MAX_STEPS,
  PAUSE_MS,
  record,
  redo,
  startHistory,
  undo,
} from './history.ts'

const STEP: Change = { kind: 'step' }
const INSERT_C: Change = { kind: 'typed', place: 'a', way: 'insert', from: 1, to: 1, end: 2 }

/** Plays what was typed into one text: each state of it, and when. */
function play(...acts: [text: string, at: number, place?: string][]): History<string> {
  return acts.reduce((history, [text, at, place = 'a']) => {
    const change = textChange(history.present, text)
    const { from, to, end } = change
    const way = from === to ? 'insert' : from === end ? 'delete' : 'replace'
    return record(history, text, { kind: 'typed', place, way, ...change }, at)
  }, startHistory(''))
}

/** Every state that undo leads to, latest first. */
function wayBack(history: History<string>): string[] {
  return history.past.toReversed()
}

describe('typing', () => {
  test('without a pause is one step', () => {
    expect(wayBack(play(['h', 0], ['hi', PAUSE_MS - 1]))).toEqual([''])
  })

  test('after a pause begins a new step', () => {
    expect(wayBack(play(['h', 0], ['hi', PAUSE_MS]))).toEqual(['h', ''])
  })

  test('in another field begins a new step', () => {
    expect(wayBack(play(['h', 0, 'a'], ['hi', 1, 'b']))).toEqual(['h', ''])
  })

  test('elsewhere in the same field begins a new step', () => {
    expect(wayBack(play(['end', 0], ['the end', 1], ['the end.', 2]))).toEqual([
      'the end',
      'end',
      '',
    ])
  })

  test('is not swallowed by the deleting that follows at once', () => {
    expect(wayBack(play(['hello', 0], ['hell', 1], ['hel', 2]))).toEqual(['hello', ''])
  })

  test('backwards or forwards, deleting is one step', () => {
    expect(wayBack(play(['abcd', 0], ['abc', 1], ['ab', 2]))).toEqual(['abcd', ''])
    expect(wayBack(play(['abcd', 0], ['acd', 1], ['ad', 2]))).toEqual(['abcd', ''])
  })

  test('goes on after a selection was typed over, which is the beginning of it', () => {
    expect(wayBack(play(['old', 0], ['n', 1], ['ne', 2], ['new', 3]))).toEqual(['old', ''])
  })

  test('never joins what stood there before an undo', () => {
    const history = undo(play(['a', 0], ['ab', 5_000]))
    expect(record(history, 'ac', STEP, 5_001).past).toEqual(['', 'a'])
    expect(wayBack(record(history, 'ac', INSERT_C, 5_001))).toEqual(['a', ''])
  })
})

test('what changed nothing is no step, and keeps what can be redone', () => {
  const history = undo(play(['a', 0]))
  expect(record(history, '', { kind: 'none' }, 1)).toBe(history)
})

/** The plain model: every state in a list and where in it the present stands. */
type Model = { states: number[]; at: number }
type Real = { history: History<number> }

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

test('undo and redo walk through a list of all states, whatever the order of acts', () => {
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
