import { useEffect, useRef } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { Values } from './composition.ts'
import { type Draft, writeDraft } from './draft.ts'

const QUIET_MS = 250

/** Keeps every key typed: a moment after the last one, and at the latest when the page goes away. */
export function useAutosave(
  form: UseFormReturn<Values>,
  json: { view: Draft['view']; source: Draft['source']; text: string },
): void {
  const latest = useRef(json)
  const schedule = useRef(() => {})

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const save = () => {
      clearTimeout(timer)
      timer = undefined
      const { view, source, text } = latest.current
      writeDraft({ values: form.getValues(), view, source, jsonText: text })
    }
    schedule.current = () => {
      clearTimeout(timer)
      timer = setTimeout(save, QUIET_MS)
    }
    const flush = () => {
      if (timer !== undefined) save()
    }
    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: () => schedule.current(),
    })
    window.addEventListener('pagehide', flush)
    return () => {
      flush()
      unsubscribe()
      window.removeEventListener('pagehide', flush)
    }
  }, [form])

  useEffect(() => {
    if (latest.current === json) return
    latest.current = json
    schedule.current()
  }, [json])
}
