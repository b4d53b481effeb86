import { useTexts } from '../../../i18n/texts.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Callout } from '../../../ui/callout/callout.tsx'
import { DEFAULT_ROW } from '../../composition/cell-address.ts'
import { useBody, useComposition } from '../../composition/composition-context.tsx'
import { jsonTexts } from './json-texts.ts'
import styles from './json-view.module.css'

/** Shown in place of the table while the JSON has a value that the table cannot represent. */
export function JsonOnlyNotice() {
  const t = useTexts(jsonTexts)
  const { open, discardJson, showCell } = useComposition()
  const body = useBody()
  return (
    <Callout tone="warn" title={body.ok ? t.onlyJson : t.invalid}>
      <p>{t.onlyJsonWhy}</p>
      <div className={styles.actions}>
        <Button onClick={() => open('json')}>{t.edit}</Button>
        <Button
          variant="danger"
          onClick={() => {
            discardJson()
            // The button is gone with the notice.
            showCell({ bubble: 0, row: DEFAULT_ROW })
          }}
        >
          {t.discard}
        </Button>
      </div>
    </Callout>
  )
}
