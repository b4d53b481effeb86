import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import styles from './composer.module.css'
import { useComposition } from './composition-context.tsx'
import { composerTexts } from './texts.ts'
import { useBody } from './use-body.ts'

/** Shown in place of the form while the JSON has a value that the form cannot represent. */
export function JsonOnlyNotice() {
  const t = useTexts(composerTexts)
  const { open, discardJson } = useComposition()
  const body = useBody()
  return (
    <Callout tone="warn" title={body.ok ? t.jsonOnly : t.jsonBroken}>
      <p>{t.jsonOnlyWhy}</p>
      <div className={styles.actions}>
        <Button onClick={() => open('json')}>{t.backToJson}</Button>
        <Button variant="danger" onClick={discardJson}>
          {t.discardJson}
        </Button>
      </div>
    </Callout>
  )
}
