import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import { fromBody, printJson, toBody, type Values } from './composition.ts'
import { readDraft } from './draft.ts'
import { compositionResolver } from './resolver.ts'
import { useAutosave } from './use-autosave.ts'

export type View = 'form' | 'json'

type Composition = {
  form: UseFormReturn<Values>
  /** Which view is open. */
  view: View
  /** Which view holds the value: the JSON does from its first edit until the form can show it again. */
  source: View
  jsonText: string
  open: (view: View) => void
  editJson: (text: string) => void
  /** Gives up the JSON text and goes on with the last value that the form could show. */
  discardJson: () => void
}

const CompositionContext = createContext<Composition | null>(null)

/** Holds the one value that the form and the JSON are two views of, and keeps it across reloads. */
export function CompositionProvider({ children }: { children: ReactNode }) {
  const [draft] = useState(readDraft)
  const form = useForm<Values>({
    defaultValues: draft.values,
    mode: 'onChange',
    resolver: compositionResolver,
  })
  const [json, setJson] = useState({
    view: draft.view,
    source: draft.source,
    text: draft.jsonText,
  })
  useAutosave(form, json)

  const composition = useMemo<Composition>(
    () => ({
      form,
      view: json.view,
      source: json.source,
      jsonText: json.text,
      open: (view) =>
        setJson((before) => {
          if (view === 'json' && before.source === 'form') {
            return { ...before, view, text: printJson(toBody(form.getValues('follow_ups'))) }
          }
          if (view === 'form' && before.source === 'json' && parses(before.text)) {
            return { ...before, view, source: 'form' }
          }
          return { ...before, view }
        }),
      editJson: (text) => {
        const followUps = fromBody(parseJson(text))
        if (followUps) form.setValue('follow_ups', followUps, { shouldDirty: true })
        setJson((before) => ({ ...before, text, source: 'json' }))
      },
      discardJson: () => setJson((before) => ({ ...before, view: 'form', source: 'form' })),
    }),
    [form, json],
  )
  return <CompositionContext value={composition}>{children}</CompositionContext>
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parses(text: string): boolean {
  return fromBody(parseJson(text)) !== null
}

export function useComposition(): Composition {
  const composition = useContext(CompositionContext)
  if (!composition) throw new Error('useComposition needs a CompositionProvider above it')
  return composition
}
