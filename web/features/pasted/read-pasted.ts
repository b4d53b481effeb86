import { useCallback, useEffect, useRef, useState } from 'react'
import type { Endpoint } from '#contract/catalogue/error-code'
import type { Bilingual } from '#contract/locale'
import type { Imported } from '#imports/findings'
import { MAY_HAVE_SECRET } from '../../ui/paste-guard/guard-pastes.ts'
import workerUrl from './reader-worker.ts?worker&url'

/** What can be read: a pasted or typed text, or a file. */
export type Readable = string | File

/** What a text holds, without its secrets. */
export type Reading = Imported & {
  /** The call that the text names. */
  endpoint: Endpoint | null
  /** The text without its secrets; null if it is too long to edit. */
  text: string | null
}

export type ReadResult = { reading: Reading } | { refused: Bilingual }

/** The page's policy allows scripts of its own origin only; this names the one that a worker runs. */
const { trustedTypes } = globalThis as {
  trustedTypes?: {
    createPolicy: (
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ) => { createScriptURL: (url: string) => string }
  }
}
const policy = trustedTypes?.createPolicy('reader-worker', { createScriptURL: () => workerUrl })

/** Kept for the next text, which then does not wait for it to load. */
let idle: Worker | null = null

/**
 * Reads a text in a worker.
 * @throws if the worker fails, or with the signal's reason when it is aborted
 */
function readPasted(given: Readable, signal: AbortSignal): Promise<ReadResult> {
  const url = policy?.createScriptURL(workerUrl) ?? workerUrl
  const worker = idle ?? new Worker(url, { type: 'module' })
  idle = null
  return new Promise((resolve, reject) => {
    const stop = () => {
      worker.terminate()
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop)
    worker.onmessage = ({ data }: MessageEvent<ReadResult>) => {
      signal.removeEventListener('abort', stop)
      if (idle) worker.terminate()
      else idle = worker
      resolve(data)
    }
    worker.onerror = () => {
      worker.terminate()
      reject(new Error('The reader failed.'))
    }
    worker.postMessage(given)
  })
}

/** Whether a typed or pasted text may be more than words to search for, or may have a secret. */
export function isWorthReading(text: string): boolean {
  if (/[\n{[]|\bo[mc]_\w/.test(text) || MAY_HAVE_SECRET.test(text)) return true
  return /\d{4}/.test(text.normalize('NFKC')) && /[^\d\s]/.test(text)
}

const FAILED: Bilingual = {
  en: 'The text could not be read. Reload the page and try again.',
  zh: '无法读取内容，请刷新页面后重试。',
}

/** Reading that takes longer is shown, with a way to cancel it. */
const SLOW_MS = 300

/** Reads texts one after the other; a new one replaces the one that is being read. */
export function useReading(first: Reading | null = null) {
  const [result, setResult] = useState<ReadResult | null>(first && { reading: first })
  const [slow, setSlow] = useState(false)
  const running = useRef<AbortController>(null)
  const stop = useCallback(() => {
    running.current?.abort()
    running.current = null
    setSlow(false)
  }, [])
  useEffect(() => stop, [stop])
  const read = useCallback(
    async (given: Readable): Promise<Reading | null> => {
      stop()
      const control = new AbortController()
      running.current = control
      const timer = setTimeout(() => setSlow(true), SLOW_MS)
      try {
        const next = await readPasted(given, control.signal)
        setResult(next)
        return 'reading' in next ? next.reading : null
      } catch {
        if (!control.signal.aborted) setResult({ refused: FAILED })
        return null
      } finally {
        clearTimeout(timer)
        if (running.current === control) stop()
      }
    },
    [stop],
  )
  const clear = useCallback(() => {
    stop()
    setResult(null)
  }, [stop])
  return {
    reading: result && 'reading' in result ? result.reading : null,
    refused: result && 'refused' in result ? result.refused : null,
    slow,
    /** Resolves to null if it was refused or replaced. */
    read,
    cancel: stop,
    clear,
  }
}

let handedOver: Reading | null = null

/** Gives a reading of the command palette to the import dialog, which opens next. */
export function handOver(reading: Reading | null): void {
  handedOver = reading
}

export function readHandedOver(): Reading | null {
  return handedOver
}
