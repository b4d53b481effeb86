import { Fragment, useState } from 'react'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Dialog } from '../ui/dialog.tsx'
import type { ShortcutGroup } from '../ui/shortcut.ts'
import { readStored, writeStored } from '../ui/storage.ts'
import { Switch } from '../ui/switch.tsx'
import { Keys } from './keys.tsx'
import styles from './palette.module.css'
import { paletteTexts } from './texts.ts'
import { SHEET_KEY_STORED } from './use-palette-keys.ts'

type Props = { groups: readonly ShortcutGroup[]; onClose: () => void }

/** Every shortcut that the console has, by the place where it works. */
export function ShortcutSheet({ groups, onClose }: Props) {
  const t = useTexts(paletteTexts)
  const { locale } = useLocale()
  const [byKey, setByKey] = useState(() => readStored(SHEET_KEY_STORED) !== 'off')
  return (
    <Dialog title={t.shortcuts} onClose={onClose}>
      <div className={styles.sheet}>
        {groups.map(({ where, shortcuts }) => (
          <section key={where.en}>
            <h3 className={styles.where}>{where[locale]}</h3>
            <dl>
              {shortcuts.map(({ keys, does }) => (
                <div key={does.en} className={styles.shortcut}>
                  <dt>{does[locale]}</dt>
                  <dd>
                    {keys.map((way, index) => (
                      <Fragment key={way}>
                        {index > 0 ? <span className={styles.soft}> {t.or} </span> : null}
                        <Keys>{way}</Keys>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.soft}>{t.shortcutsLead}</p>
      <Switch
        checked={byKey}
        onChange={(on) => {
          setByKey(on)
          writeStored(SHEET_KEY_STORED, on ? 'on' : 'off')
        }}
      >
        {t.sheetKey}
      </Switch>
    </Dialog>
  )
}
