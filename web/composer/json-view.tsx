import { useDeferredValue, useMemo } from 'react'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import styles from './composer.module.css'
import { useComposition } from './composition-context.tsx'
import { inspectJson } from './inspect-json.ts'
import { JsonEditor } from './json-editor.tsx'
import { composerTexts } from './texts.ts'

const SHOWN_FINDINGS = 5

/** The whole request body as JSON; what is wrong is said with its line, and nothing typed is lost. */
export function JsonView() {
  const t = useTexts(composerTexts)
  const { locale } = useLocale()
  const { jsonText, editJson } = useComposition()
  const text = useDeferredValue(jsonText)
  const findings = useMemo(() => inspectJson(text, locale), [text, locale])
  const pretty = useMemo(() => reformat(text), [text])
  return (
    <div className={styles.json}>
      <JsonEditor label={t.jsonLabel} value={jsonText} findings={findings} onChange={editJson} />
      <div className={styles.jsonFoot}>
        <p className={styles.hint}>{t.jsonHint}</p>
        <Button
          disabled={pretty === null || pretty === jsonText}
          onClick={() => pretty !== null && editJson(pretty)}
        >
          {t.jsonFormat}
        </Button>
      </div>
      <div role="status" className={findings.length > 0 ? styles.findings : styles.jsonGood}>
        {findings.length === 0 ? (
          t.jsonGood
        ) : (
          <ul>
            {findings.slice(0, SHOWN_FINDINGS).map((finding) => (
              <li key={`${finding.from} ${finding.message}`}>
                <strong>{t.jsonLine(finding.line)}</strong> {finding.message}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function reformat(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return null
  }
}
