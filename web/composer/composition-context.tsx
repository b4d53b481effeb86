import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import type { Draft } from '#contract/draft'
import { fromBody, printJson, toBody, type Values } from './composition.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { compositionResolver } from './resolver.ts'
import { revealChange } from './reveal-change.ts'
import { showValues } from './show-values.ts'
import { useComposing } from './use-composing.ts'

export type View = Draft['view']

type Composition = {
  form: UseFormReturn<Values>
  view: View
  /** Which view holds the value: the JSON does from its first edit until the form can show it again. */
  source: View
  jsonText: string
  open: (view: View) => void
  editJson: (text: string) => void
  /** Gives up the JSON text and goes on with the last value that the form could show. */
  discardJson: () => void
  /** Everything that is composed now. */
  draft: () => Draft
  /** Puts a whole draft in the place of the present one, as one step that can be undone. */
  load: (draft: Draft) => void
}

const CompositionContext = createContext<Composition | null>(null)

type Props = { keeper: DraftKeeper; children: ReactNode }

/** Holds the one value that the form and the JSON are two views of; the keeper remembers it. */
export function CompositionProvider({ keeper, children }: Props) {
  const [first] = useState(keeper.draft)
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

  /** Turns what happens in one act, in the form and beside it, into one thing to record. */
  const [recorder] = useState(() => {
    let acting = false
    const draft = (): Draft => ({
      values: structuredClone(form.getValues()),
      ...latestJson.current,
    })
    const record = () => {
      if (!acting && !composing.current) keeper.record(draft())
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
        keeper.record(draft, { apart: true })
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
  }, [form, keeper, recorder])

  useEffect(() => keeper.onShow(actions.show), [keeper, actions])

  const composition = useMemo<Composition>(
    () => ({ form, ...json, ...actions }),
    [form, json, actions],
  )
  return <CompositionContext value={composition}>{children}</CompositionContext>
}

/** What becomes of the JSON when a view is opened: printed anew, or given back to the form. */
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
  if (!composition) throw new Error('useComposition needs a CompositionProvider above it')
  return composition
}
