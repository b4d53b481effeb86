import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Draft, DraftBody, DraftFollowUps } from '#contract/draft'
import { findFollowUpIssues } from '#contract/validation/follow-up-issues'
import { setCaretRow } from './caret-language.ts'
import { type Cell, cellOfPath, DEFAULT_ROW } from './cell-address.ts'
import { fromBody, isSameJson, printJson, toBody } from './composition.ts'
import { createFollowUpsStore, type FollowUpsStore } from './follow-ups-store.ts'
import { revealCell, revealChange } from './reveal-change.ts'

export type View = Draft['view']

type Composition = {
  /** The values and which issues are shown, for the parts that read one of them. */
  store: FollowUpsStore
  view: View
  /** Which view owns the value: the JSON from its first edit until the form can represent it again. */
  source: View
  jsonText: string
  open: (view: View) => void
  editJson: (text: string) => void
  /** Discards the JSON text and returns to the last value of the form. */
  discardJson: () => void
  /** Chooses the message that gets the bubbles; empty for none. */
  setMessageId: (messageId: string) => void
  /** Changes the bubbles; a change that is `apart` is an undo step of its own. */
  edit: (
    change: (followUps: DraftFollowUps) => DraftFollowUps,
    options?: { apart: boolean },
  ) => void
  undo: () => void
  /** Puts the caret into a cell of the table. */
  showCell: (cell: Cell) => void
  /** Shows the issues of every cell and puts the caret into the first of them, or into that of a path. */
  showIssues: (path?: string) => void
  /** The id of the open draft. */
  draftId: () => string
  /** The current draft. */
  draft: () => Draft
  /** Replaces the current draft in one undo step. */
  load: (draft: Draft) => void
}

const CompositionContext = createContext<Composition | null>(null)

type Props = { binding: DraftBinding; children: ReactNode }

/** Owns the value that the form and the JSON view edit; `binding` stores it. */
export function CompositionProvider({ binding, children }: Props) {
  const [first] = useState(binding.draft)
  const [store] = useState(() => createFollowUpsStore(first.values))
  const [json, setJson] = useState({
    view: first.view,
    source: first.source,
    jsonText: first.jsonText,
  })
  const latestJson = useRef(json)
  const composing = useComposing(() => recorder.record())

  const [recorder] = useState(() => {
    const draft = (): Draft => ({ values: store.values(), ...latestJson.current })
    const record = () => {
      if (!composing.current) binding.record(draft())
    }
    return { draft, record }
  })

  const actions = useMemo(() => {
    const changeJson = (next: typeof latestJson.current) => {
      latestJson.current = next
      setJson(next)
    }
    const show = (draft: Draft, why: 'step' | 'opened') => {
      const { values, view, source, jsonText } = draft
      const before = recorder.draft().values
      store.set(values)
      changeJson({ view, source, jsonText })
      if (why === 'opened') {
        store.forgetIssues()
        setCaretRow(DEFAULT_ROW)
      }
      if (why === 'step' && view === 'form') revealChange(before, values)
    }
    const edit: Composition['edit'] = (change, { apart } = { apart: false }) => {
      const followUps = change(store.read())
      if (followUps !== store.read()) store.set({ follow_ups: followUps })
      if (apart) binding.record(recorder.draft(), { apart })
      else recorder.record()
    }
    return {
      show,
      edit,
      setMessageId: (message_id: string) => {
        store.set({ message_id })
        recorder.record()
      },
      undo: () => void binding.undo(),
      draftId: () => binding.view().id,
      showCell: revealCell,
      showIssues: (path?: string) => {
        store.showIssues()
        const followUps = store.read()
        const first = path ?? findFollowUpIssues(followUps)[0]?.path ?? ''
        const cell = cellOfPath(followUps, first)
        if (cell && latestJson.current.view === 'form') revealCell(cell)
      },
      draft: recorder.draft,
      load: (draft: Draft) => {
        store.countLoad()
        show(draft, 'step')
        binding.record(draft, { apart: true })
      },
      open: (view: View) => {
        changeJson(openedView(view, recorder.draft()))
        recorder.record()
      },
      editJson: (jsonText: string) => {
        const followUps = fromBody(parseJson(jsonText))
        if (followUps) store.set({ follow_ups: followUps })
        changeJson({ ...latestJson.current, source: 'json', jsonText })
        recorder.record()
      },
      discardJson: () => {
        changeJson({ ...latestJson.current, view: 'form', source: 'form' })
        recorder.record()
      },
    }
  }, [binding, recorder, store])

  useEffect(() => binding.onShow(actions.show), [binding, actions])

  const composition = useMemo<Composition>(
    () => ({ store, ...json, ...actions }),
    [store, json, actions],
  )
  return <CompositionContext value={composition}>{children}</CompositionContext>
}

/** The state after opening a view: the JSON is printed from the form, or handed back to it. */
function openedView(view: View, { values, source, jsonText }: Draft) {
  if (view === 'json' && source === 'form') {
    const body = toBody(values.follow_ups)
    // A text that still says the same keeps its form.
    return {
      view,
      source,
      jsonText: isSameJson(parseJson(jsonText), body) ? jsonText : printJson(body),
    }
  }
  const formCanShow = source === 'json' && fromBody(parseJson(jsonText)) !== null
  return view === 'form' && formCanShow
    ? { view, source: 'form' as const, jsonText }
    : { view, source, jsonText }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function useComposition(): Composition {
  const composition = useContext(CompositionContext)
  if (!composition) throw new Error('useComposition requires a CompositionProvider')
  return composition
}

/** Connects the composer to the stored draft. */
type DraftBinding = {
  /** The draft to show now. */
  draft: () => Draft
  /** Records a change; one that is `apart` is an undo step of its own. */
  record: (draft: Draft, change?: { apart: boolean }) => void
  /**
   * Calls back with another draft to show: an undo or redo `step`, or another draft that was `opened`.
   * @returns a function that unsubscribes
   */
  onShow: (show: (draft: Draft, why: 'step' | 'opened') => void) => () => void
  /** Goes one undo step back; returns false if there is none. */
  undo: () => boolean
  view: () => { id: string }
}

/**
 * Whether an input method is composing text anywhere on the page; the field then contains half a
 * word, which must not become an undo step. `onEnd` is called when the composition ends.
 */
function useComposing(onEnd: () => void): RefObject<boolean> {
  const composing = useRef(false)
  const latest = useRef(onEnd)
  useEffect(() => {
    latest.current = onEnd
  })
  useEffect(() => {
    const start = () => {
      composing.current = true
    }
    const end = () => {
      if (!composing.current) return
      composing.current = false
      latest.current()
    }
    window.addEventListener('compositionstart', start)
    window.addEventListener('compositionend', end)
    // A field that loses the focus or is removed may end its composition without an event.
    window.addEventListener('focusout', end)
    return () => {
      window.removeEventListener('compositionstart', start)
      window.removeEventListener('compositionend', end)
      window.removeEventListener('focusout', end)
    }
  }, [])
  return composing
}

/** Returns what `select` reads from the bubbles; renders only if it changes. */
export function useFollowUps<T extends string | number | boolean | null>(
  select: (followUps: DraftFollowUps, store: FollowUpsStore) => T,
): T {
  const { store } = useComposition()
  const read = () => select(store.read(), store)
  return useSyncExternalStore(store.subscribe, read, read)
}

/** The id of the message that gets the bubbles; empty if none is chosen. */
export function useMessageId(): string {
  return useFollowUps((_, store) => store.values().message_id)
}

export type BodyState = { ok: true; value: unknown } | { ok: false }

/** The request body of a draft, from the view that owns the value. */
export function bodyOf(
  followUps: Draft['values']['follow_ups'],
  { source, jsonText }: Pick<Draft, 'source' | 'jsonText'>,
): BodyState {
  if (source === 'form') return { ok: true, value: toBody(followUps) satisfies DraftBody }
  try {
    return { ok: true, value: JSON.parse(jsonText) as unknown }
  } catch {
    return { ok: false }
  }
}

/**
 * The body that would be sent now; `ok: false` while the JSON is invalid. Renders at every key: use
 * it in small leaf components only.
 */
export function useBody(): BodyState {
  const { store, source, jsonText } = useComposition()
  const followUps = useSyncExternalStore(store.subscribe, store.read, store.read)
  return useMemo(() => bodyOf(followUps, { source, jsonText }), [source, jsonText, followUps])
}
