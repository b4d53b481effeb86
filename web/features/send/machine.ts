import type { Exchange } from '#contract/exchange'
import type { Refusal } from '#contract/refusal'
import type { Run, RunCalls, RunKind } from '../exchange-view/run.ts'

/** A request to the console; every text is the JSON that is sent. */
export type SendRequest =
  | { call: 'push'; messageId: string; body: string; skipValidation: boolean }
  | { call: 'create_and_push'; body: string; skipValidation: boolean }
  | { call: 'create'; body: string }
  /** Resolves a push of unknown outcome by its deliberate repeat. */
  | { call: 'repeat_push'; exchangeId: string }

/** A deliberate press. Its request may be repeated, but never with another key. */
export type Press = { key: string; profile: string; request: SendRequest }

type Entry = {
  /** The press that began the run: a repeat uses its bubbles and its uuid. */
  first: Press
  /** The press whose request is or was under way. */
  latest: Press
  /** The text of the new message; null if it has none or its type has no text. */
  text: string | null
  /** What was known before a repeat of the message, in case the console rejects it. */
  kept: RunCalls | null
  run: Exclude<Run, { status: 'idle' }>
}

/** All runs of the page, newest first; at most one is sending. */
export type SenderState = { entries: readonly Entry[]; shown: number }

export const NOTHING_SENT: SenderState = { entries: [], shown: 0 }

const MAX_ENTRIES = 8

/** `now` is a `performance.now()`, `at` is in milliseconds since 1970. */
export type SenderEvent =
  | { type: 'pressed'; kind: RunKind; press: Press; text: string | null; now: number }
  | { type: 'asked_again'; now: number }
  | { type: 'bubbles_retried'; key: string; now: number }
  | { type: 'message_repeated'; key: string; now: number }
  | { type: 'cancelled'; now: number }
  | { type: 'answered'; key: string; calls: RunCalls; at: number }
  | { type: 'refused'; key: string; httpStatus: number; refusal: Refusal; at: number }
  | { type: 'lost'; key: string }
  | { type: 'found'; key: string; calls: RunCalls; at: number }
  | { type: 'shown'; run: Run }

/** The next state, and the press whose request must be sent now, if any. */
type Step = { state: SenderState; send: Press | null }

/** The run that is shown. */
export function shownRun({ entries, shown }: SenderState): Run {
  return entries[shown]?.run ?? { status: 'idle' }
}

/** The text of the new message of the run that is shown; null if it has none. */
export function shownText({ entries, shown }: SenderState): string | null {
  return entries[shown]?.text ?? null
}

/** The run that is sending, with its press and the text of its message. */
export function sendingEntry({ entries }: SenderState): Entry | undefined {
  return entries.find(({ run }) => run.status === 'sending')
}

/** Returns what an event changes. Only a press and a deliberate repeat send; while a run is sending, none does. */
export function step(state: SenderState, event: SenderEvent): Step {
  const running = sendingEntry(state)
  switch (event.type) {
    case 'cancelled':
    case 'answered':
    case 'refused':
    case 'lost':
      if (!running || ('key' in event && event.key !== running.latest.key)) return idle(state)
      return idle(replace(state, running, { ...running, run: ended(running, event) }))
  }
  if (running) return idle(state)
  const entry = state.entries[state.shown]
  switch (event.type) {
    case 'pressed': {
      const { kind, press, text, now } = event
      const run = sendingRun(kind, now, null)
      const pressed: Entry = { first: press, latest: press, text, kept: null, run }
      const entries = [pressed, ...state.entries].slice(0, MAX_ENTRIES)
      return { state: { entries, shown: 0 }, send: press }
    }
    case 'shown': {
      const index = state.entries.findIndex(({ run }) => run === event.run)
      return idle(index < 0 ? state : { ...state, shown: index })
    }
  }
  if (!entry) return idle(state)
  const { run, first } = entry
  switch (event.type) {
    case 'asked_again':
      if (run.status !== 'lost' && run.status !== 'cancelled') return idle(state)
      return begin(state, entry, { before: run.before, now: event.now })
    case 'bubbles_retried': {
      const request = run.status === 'done' ? retryRequest(first, run.calls) : null
      if (run.status !== 'done' || !request) return idle(state)
      const latest = { ...first, key: event.key, request }
      return begin(state, { ...entry, latest, kept: null }, { before: run.calls, now: event.now })
    }
    case 'message_repeated': {
      // A message that was sent is not sent again.
      if (run.status !== 'done' || !run.calls.create || run.calls.create.code === 0) {
        return idle(state)
      }
      const latest = { ...first, key: event.key }
      return begin(state, { ...entry, latest, kept: run.calls }, { before: null, now: event.now })
    }
    case 'found':
      if (run.status !== 'lost' && run.status !== 'cancelled') return idle(state)
      if (run.key !== event.key) return idle(state)
      return idle(replace(state, entry, { ...entry, run: foundRun(run, event) }))
  }
}

function idle(state: SenderState): Step {
  return { state, send: null }
}

function begin(
  state: SenderState,
  entry: Entry,
  { before, now }: { before: RunCalls | null; now: number },
): Step {
  const next = { ...entry, run: sendingRun(entry.run.kind, now, before) }
  const old = state.entries[state.shown]
  return { state: old ? replace(state, old, next) : state, send: next.latest }
}

function replace(state: SenderState, old: Entry, next: Entry): SenderState {
  return { ...state, entries: state.entries.map((one) => (one === old ? next : one)) }
}

function sendingRun(kind: RunKind, startedAt: number, before: RunCalls | null) {
  return { status: 'sending', kind, startedAt, before } as const
}

type Ending = Extract<SenderEvent, { type: 'cancelled' | 'answered' | 'refused' | 'lost' }>

function ended({ run, latest, kept }: Entry, event: Ending): Entry['run'] {
  if (run.status !== 'sending') return run
  const { kind, before, startedAt } = run
  const { key } = latest
  switch (event.type) {
    case 'cancelled':
      return { status: 'cancelled', kind, key, afterMs: event.now - startedAt, before }
    case 'lost':
      return { status: 'lost', kind, key, before }
    case 'answered':
      return { status: 'done', kind, calls: joined(before, event.calls), at: event.at }
    case 'refused': {
      const { httpStatus, refusal, at } = event
      const known = before ?? kept
      if (!known) return { status: 'refused', kind, httpStatus, refusal }
      return { status: 'done', kind, calls: { ...known, refusal }, at }
    }
  }
}

function foundRun(
  { kind, before }: Extract<Run, { status: 'lost' | 'cancelled' }>,
  { calls, at }: { calls: RunCalls; at: number },
): Entry['run'] {
  return { status: 'done', kind, calls: joined(before, calls), at }
}

/** The calls of a run together with those of its repeat. */
function joined(before: RunCalls | null, calls: RunCalls): RunCalls {
  if (!before) return calls
  return {
    create: calls.create ?? before.create,
    pushes: [...before.pushes, ...calls.pushes],
    refusal: calls.refusal,
  }
}

/** The request that pushes the bubbles of a run again; null if there is no message to push to. */
function retryRequest({ request }: Press, { create, pushes }: RunCalls): SendRequest | null {
  const last: Exchange | undefined = pushes.at(-1)
  if (last?.outcome === 'unknown') return { call: 'repeat_push', exchangeId: last.id }
  const messageId = last?.message_id ?? create?.message_id ?? null
  if (messageId === null) return null
  if (request.call === 'push') return { ...request, messageId }
  if (request.call !== 'create_and_push') return null
  const { follow_ups } = JSON.parse(request.body)
  const { skipValidation } = request
  return { call: 'push', messageId, body: JSON.stringify({ follow_ups }), skipValidation }
}
