import { useEffect, useRef, useState } from 'react'
import fieldStyles from '../ui/field.module.css'

const REST_MS = 250

type Props = {
  id: string
  type?: 'search' | 'text'
  className?: string | undefined
  value: string
  placeholder: string
  maxLength: number
  /** Why a text cannot be taken, or `null`. */
  refused?: (text: string) => string | null
  /** Called with what stands there once the typing rests. */
  onSettle: (text: string) => void
}

/** A field whose text counts once the typing rests, so that not every key asks the server. */
export function DebouncedInput({ value, refused, onSettle, ...rest }: Props) {
  const [typed, setTyped] = useState(value)
  const settled = useRef(value)
  const latest = useRef(onSettle)
  const mend = refused?.(typed.trim()) ?? null
  useEffect(() => {
    latest.current = onSettle
  })
  useEffect(() => {
    if (value === settled.current) return
    // It changed in another way: back, forward, or everything cleared.
    settled.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    const text = typed.trim()
    if (text === settled.current || mend !== null) return
    const timer = setTimeout(() => {
      settled.current = text
      latest.current(text)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [typed, mend])
  return (
    <>
      <input
        type="text"
        {...rest}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={mend !== null}
        aria-describedby={mend === null ? undefined : `${rest.id}-mend`}
        onChange={(event) => setTyped(event.target.value)}
      />
      {mend === null ? null : (
        <p id={`${rest.id}-mend`} className={fieldStyles.error}>
          {mend}
        </p>
      )}
    </>
  )
}
