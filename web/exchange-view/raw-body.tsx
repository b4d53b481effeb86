import { useId, useMemo } from 'react'
import { REDACTED, type WireResponse } from '#contract/exchange'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Callout } from '../ui/callout.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Switch } from '../ui/switch.tsx'
import { byteCount } from './byte-count.ts'
import { formatBytes, readerTag } from './format.ts'
import { base64Bytes, hexDump } from './hex-dump.ts'
import styles from './raw-body.module.css'
import { RawText } from './raw-text.tsx'
import { rawTexts } from './raw-texts.ts'
import { reindentJson } from './reindent-json.ts'

type Props = {
  message: Pick<WireResponse, 'body' | 'body_base64'> & { truncated?: boolean }
  /** What the text is called while it is shown as it is. */
  exactly: string
  pretty: boolean
  onPrettyChange: (pretty: boolean) => void
}

/** The exact text of a body; laid out only on demand, and said so. */
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
          {t.body(formatBytes(bytes, readerTag(locale, navigator.languages)))}
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
