import { useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { WireResponse } from '#contract/exchange'
import { REDACTED } from '#contract/texts/secrets'
import { formatBytes } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Switch } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { ExactText } from '../../ui/text/exact-text.tsx'
import styles from './raw-body.module.css'
import { rawTexts } from './raw-texts.ts'
import { reindentJson } from './reindent-json.ts'

/** More is shown on demand only: the layout of 256 KB takes seconds. */
const INITIAL_LENGTH = 20_000

type RawTextProps = {
  text: string
  label: string
  /** Whether lines break at the tokens of JSON only. */
  json?: boolean
}

/** The exact text of a body in a scrolling box. */
function RawText({ text, label, json = false }: RawTextProps) {
  const t = useTexts(rawTexts)
  const { tag } = useLocale()
  const [all, setAll] = useState(false)
  const shown = all ? text : cutText(text, INITIAL_LENGTH)
  // Print shows the whole text.
  useEffect(() => {
    const showAll = () => flushSync(() => setAll(true))
    addEventListener('beforeprint', showAll)
    return () => removeEventListener('beforeprint', showAll)
  }, [])
  const format = new Intl.NumberFormat(tag)
  return (
    <>
      <section
        className={styles.box}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
        tabIndex={0}
      >
        <pre className={`${styles.text} ${json ? styles.json : ''}`} dir="ltr" translate="no">
          <ExactText wraps={json}>{shown}</ExactText>
        </pre>
      </section>
      {shown.length < text.length ? (
        <p className={styles.cut}>
          {t.cut(format.format(shown.length), format.format(text.length))}
          <Button onClick={() => setAll(true)}>{t.showAll}</Button>
        </p>
      ) : null}
    </>
  )
}

/** The start of a text, at most `max` UTF-16 units, without half a character at its end. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text
  const start = text.slice(0, max)
  return start.isWellFormed() ? start : text.slice(0, max - 1)
}

const PER_LINE = 16

/** The bytes of a Base64 text. */
export function base64Bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
}

/** Formats bytes as `offset  hexadecimal  ASCII`, sixteen per line, as `hexdump -C` does. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let offset = 0; offset < bytes.length; offset += PER_LINE) {
    const line = [...bytes.subarray(offset, offset + PER_LINE)]
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const columns = hex.padEnd(PER_LINE * 3 - 1)
    lines.push(
      `${offset.toString(16).padStart(6, '0')}  ${columns}  ${line.map(printable).join('')}`,
    )
  }
  return lines.join('\n')
}

/** Above this length in UTF-16 units a body is formatted after it is painted. */
const FORMAT_AT_ONCE = 32_768

/** The body indented, if it is JSON; a long one is null until it is formatted. */
function useFormatted(body: string): string | null {
  const long = body.length > FORMAT_AT_ONCE
  const [later, setLater] = useState<{ body: string; formatted: string | null } | null>(null)
  const atOnce = useMemo(() => (long ? null : reindentJson(body)), [body, long])
  useEffect(() => {
    if (!long) return
    const timer = setTimeout(() => setLater({ body, formatted: reindentJson(body) }), 100)
    return () => clearTimeout(timer)
  }, [body, long])
  return long ? (later?.body === body ? later.formatted : null) : atOnce
}

/** Enough to offer the choice before a long body is parsed. */
const LOOKS_LIKE_JSON = /^\s*[{[]/

type Props = {
  message: Pick<WireResponse, 'body' | 'body_base64'> & { truncated?: boolean }
  /** Whether the body is shown exactly as it is; otherwise JSON is formatted. */
  original: boolean
  onOriginal: (original: boolean) => void
}

/** The text of a body: formatted, or exactly as it is. */
export function RawBody({ message, original, onOriginal }: Props) {
  const t = useTexts(rawTexts)
  const { tag } = useLocale()
  const { body, body_base64 } = message
  const formatted = useFormatted(body)
  const bytes = useMemo(() => byteCount({ body, body_base64 }), [body, body_base64])
  const dump = useMemo(
    () => (body_base64 === undefined ? null : hexDump(base64Bytes(body_base64))),
    [body_base64],
  )
  const shown = original || formatted === null ? body : formatted
  const size = formatBytes(bytes, tag)
  return (
    <div className={shared.stack1}>
      <div className={styles.header}>
        <p className={shared.soft}>
          {t.body(size)}
          {body.includes(REDACTED) ? t.withMasks : ''}
        </p>
        {LOOKS_LIKE_JSON.test(body) ? (
          <Switch checked={original} onChange={onOriginal}>
            {t.asReceived}
          </Switch>
        ) : null}
      </div>
      {message.truncated ? <Callout tone="warn">{t.truncated}</Callout> : null}
      {dump === null ? null : <Callout tone="warn">{t.notUtf8}</Callout>}
      {bytes > 0 ? (
        <RawText
          key={`${shown === body}`}
          text={shown}
          json={formatted !== null}
          label={dump !== null ? t.asText : shown === body ? t.asReceived : t.pretty}
        />
      ) : null}
      {dump === null ? null : (
        <Disclosure summary={t.hex}>
          <RawText text={dump} label={t.hex} />
        </Disclosure>
      )}
    </div>
  )
}

/** The size of a body in bytes, as UTF-8 or, if it is not UTF-8, of its Base64 copy. */
export function byteCount({
  body,
  body_base64,
}: {
  body: string
  body_base64?: string | undefined
}) {
  return body_base64 === undefined
    ? new TextEncoder().encode(body).length
    : base64Bytes(body_base64).length
}
