import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import styles from './composer.module.css'
import { useComposition } from './composition-context.tsx'
import { composerTexts } from './texts.ts'
import { useBody } from './use-body.ts'

/** Stands where the form would be while the JSON holds a value that the form cannot show whole. */
export function JsonHoldsMore() {
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
