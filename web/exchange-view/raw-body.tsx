import { useEffect, useId, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { REDACTED, type WireResponse } from '#contract/exchange'
import { formatBytes, localeTag } from '../i18n/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { CopyButton } from '../ui/button/copy-button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Switch } from '../ui/form/labelled-field.tsx'
import { ExactText } from '../ui/text/exact-text.tsx'
import styles from './raw-body.module.css'
import { rawTexts } from './raw-texts.ts'
import { reindentJson } from './reindent-json.ts'

/** More is shown on demand only: the layout of 256 KB takes seconds. */
const INITIAL_LENGTH = 20_000

type RawTextProps = { text: string; label?: string; labelId?: string }

/** The exact text of a body in a scrolling box. */
function RawText({ text, label, labelId }: RawTextProps) {
  const t = useTexts(rawTexts)
  const { locale } = useLocale()
  const [all, setAll] = useState(false)
  const shown = all ? text : cutText(text, INITIAL_LENGTH)
  // Print shows the whole text.
  useEffect(() => {
    const showAll = () => flushSync(() => setAll(true))
    addEventListener('beforeprint', showAll)
    return () => removeEventListener('beforeprint', showAll)
  }, [])
  const format = new Intl.NumberFormat(localeTag(locale, navigator.languages))
  return (
    <>
      <section
        className={styles.box}
        aria-label={label}
        aria-labelledby={labelId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
        tabIndex={0}
      >
        <pre className={styles.text} dir="ltr" translate="no">
          <ExactText>{shown}</ExactText>
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

type Props = {
  message: Pick<WireResponse, 'body' | 'body_base64'> & { truncated?: boolean }
  /** The caption of the unformatted text. */
  exactly: string
  pretty: boolean
  onPrettyChange: (pretty: boolean) => void
}

/** The exact text of a body, formatted on demand. */
export function RawBody({ message, exactly, pretty, onPrettyChange }: Props) {
  const t = useTexts(rawTexts)
  const { locale } = useLocale()
  const captionId = useId()
  const { body, body_base64 } = message
  const laidOut = useMemo(() => reindentJson(body), [body])
  const bytes = useMemo(() => byteCount({ body, body_base64 }), [body, body_base64])
  const dump = useMemo(
    () => (body_base64 === undefined ? null : hexDump(base64Bytes(body_base64))),
    [body_base64],
  )
  const showsLayout = pretty && laidOut !== null
  return (
    <div className={styles.body}>
      <div className={styles.header}>
        <h4 className={styles.title}>
          {t.body(formatBytes(bytes, localeTag(locale, navigator.languages)))}
        </h4>
        <div className={styles.tools}>
          {laidOut === null ? null : (
            <Switch checked={pretty} onChange={onPrettyChange}>
              {t.pretty}
            </Switch>
          )}
          {bytes > 0 ? <CopyButton text={body} label={t.copyBody} /> : null}
        </div>
      </div>
      {message.truncated ? <Callout tone="warn">{t.truncated}</Callout> : null}
      {dump === null ? null : <Callout tone="warn">{t.notUtf8}</Callout>}
      {bytes > 0 ? (
        <figure className={styles.figure} aria-labelledby={captionId}>
          <figcaption id={captionId} className={styles.caption}>
            {showsLayout ? t.laidOut : dump === null ? exactly : t.asText}
            {body.includes(REDACTED) ? t.withMasks : ''}
          </figcaption>
          <RawText key={`${showsLayout}`} text={showsLayout ? laidOut : body} labelId={captionId} />
        </figure>
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
