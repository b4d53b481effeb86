import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import {
  type FieldErrors,
  type FieldPath,
  get,
  type Resolver,
  set,
  type UseFormReturn,
  useForm,
} from 'react-hook-form'
import type { Draft } from '#contract/draft'
import { MESSAGE_ID } from '#contract/ids'
import { findFollowUpIssues } from '#contract/validation/follow-up-issues'
import { draftFields, haveSamePaths } from '../features/draft-content/draft-fields.ts'
import { fromBody, printJson, toBody, type Values } from './composition.ts'
import { revealChange } from './reveal-change.ts'
import { useComposing } from './use-composing.ts'

/**
 * Validates the form by the contract. The error messages are the contract's keys (see
 * `followUpHint`), so that a change of language needs no new validation.
 */
const compositionResolver: Resolver<Values> = (values, _, { fields }) => {
  const issues: { path: string; key: string }[] = findFollowUpIssues(values.follow_ups)
  if (!MESSAGE_ID.test(values.message_id)) {
    issues.unshift({ path: 'message_id', key: 'message_id_shape' })
  }
  if (issues.length === 0) return { values, errors: {} }
  const errors: FieldErrors<Values> = {}
  // In reverse, so that the first issue of a field wins.
  for (const { path, key } of issues.toReversed()) {
    const field: { ref?: unknown } | undefined = get(fields, path)
    set(errors, isList(path) ? `${path}.root` : path, {
      type: 'custom',
      message: key,
      ref: field?.ref,
    })
  }
  return { values: {}, errors }
}

/** A list is no field: its issue is kept beside those of its items. */
function isList(path: string): boolean {
  return path.endsWith('follow_ups') || path.endsWith('i18n_contents')
}

export type View = Draft['view']

type Composition = {
  form: UseFormReturn<Values>
  view: View
  /** Which view owns the value: the JSON from its first edit until the form can represent it again. */
  source: View
  jsonText: string
  open: (view: View) => void
  editJson: (text: string) => void
  /** Discards the JSON text and returns to the last value of the form. */
  discardJson: () => void
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
  const form = useForm<Values>({
    defaultValues: first.values,
    mode: 'onChange',
    resolver: compositionResolver,
  })
  const [json, setJson] = useState({
    view: first.view,
    source: first.source,
    jsonText: first.jsonText,
  })
  const latestJson = useRef(json)
  const composing = useComposing(() => recorder.record())

  /** Records one change for everything that happens inside `act`. */
  const [recorder] = useState(() => {
    let acting = false
    const draft = (): Draft => ({
      values: structuredClone(form.getValues()),
      ...latestJson.current,
    })
    const record = () => {
      if (!acting && !composing.current) binding.record(draft())
    }
    const act = (change: () => void) => {
      acting = true
      try {
        change()
      } finally {
        acting = false
      }
    }
    return { draft, record, act }
  })

  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: () => recorder.record() }),
    [form, recorder],
  )

  const actions = useMemo(() => {
    const changeJson = (next: typeof latestJson.current) => {
      latestJson.current = next
      setJson(next)
    }
    const show = (draft: Draft, why: 'step' | 'opened') => {
      const { values, view, source, jsonText } = draft
      const before = recorder.draft().values
      recorder.act(() => {
        showValues(form, values, why)
        changeJson({ view, source, jsonText })
      })
      if (why === 'step' && view === 'form') revealChange(form, before, values)
    }
    return {
      show,
      draft: recorder.draft,
      load: (draft: Draft) => {
        show(draft, 'step')
        binding.record(draft, { apart: true })
      },
      open: (view: View) => {
        changeJson(openedView(view, recorder.draft()))
        recorder.record()
      },
      editJson: (jsonText: string) => {
        const followUps = fromBody(parseJson(jsonText))
        recorder.act(() => {
          if (followUps) form.setValue('follow_ups', followUps, { shouldDirty: true })
          changeJson({ ...latestJson.current, source: 'json', jsonText })
        })
        recorder.record()
      },
      discardJson: () => {
        changeJson({ ...latestJson.current, view: 'form', source: 'form' })
        recorder.record()
      },
    }
  }, [form, binding, recorder])

  useEffect(() => binding.onShow(actions.show), [binding, actions])

  const composition = useMemo<Composition>(
    () => ({ form, ...json, ...actions }),
    [form, json, actions],
  )
  return <CompositionContext value={composition}>{children}</CompositionContext>
}

/** The state after opening a view: the JSON is printed from the form, or handed back to it. */
function openedView(view: View, { values, source, jsonText }: Draft) {
  if (view === 'json' && source === 'form') {
    return { view, source, jsonText: printJson(toBody(values.follow_ups)) }
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

/**
 * Puts other values into the form. An undo step changes only the texts that differ if it can, so
 * that focus and caret stay; an opened draft also resets which fields were touched.
 */
function showValues(form: UseFormReturn<Values>, values: Values, why: 'step' | 'opened'): void {
  const next = structuredClone(values)
  const before = draftFields(form.getValues())
  const after = draftFields(next)
  if (why === 'opened') {
    form.reset(next, { keepFieldsRef: true })
  } else if (haveSamePaths(before, after)) {
    for (const [path, text] of after) {
      if (before.get(path) !== text) form.setValue(path as FieldPath<Values>, text)
    }
  } else {
    form.setValue('message_id', next.message_id)
    form.setValue('follow_ups', next.follow_ups)
  }
  void form.trigger()
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
}
