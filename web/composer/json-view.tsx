import { useDeferredValue, useMemo } from 'react'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import styles from './composer.module.css'
import { useComposition } from './composition-context.tsx'
import { JsonEditor } from './json-editor.tsx'
import { composerTexts } from './texts.ts'
import { validateJson } from './validate-json.ts'

const MAX_ISSUES = 5

/** The request body as JSON; each issue is shown with its line. */
export function JsonView() {
  const t = useTexts(composerTexts)
  const { locale } = useLocale()
  const { jsonText, editJson } = useComposition()
  const text = useDeferredValue(jsonText)
  const issues = useMemo(() => validateJson(text, locale), [text, locale])
  const pretty = useMemo(() => reformat(text), [text])
  return (
    <div className={styles.json}>
      <JsonEditor label={t.jsonLabel} value={jsonText} issues={issues} onChange={editJson} />
      <div className={styles.jsonFoot}>
        <p className={styles.hint}>{t.jsonHint}</p>
        <Button
          disabled={pretty === null || pretty === jsonText}
          onClick={() => pretty !== null && editJson(pretty)}
        >
          {t.jsonFormat}
        </Button>
      </div>
      <div role="status" className={issues.length > 0 ? styles.findings : styles.jsonGood}>
        {issues.length === 0 ? (
          t.jsonGood
        ) : (
          <ul>
            {issues.slice(0, MAX_ISSUES).map((issue) => (
              <li key={`${issue.from} ${issue.message}`}>
                <strong>{t.jsonLine(issue.line)}</strong> {issue.message}
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
