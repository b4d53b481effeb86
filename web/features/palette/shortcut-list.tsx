import { Fragment } from 'react'
import { useStoredValue } from '../../browser/stored-value.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Switch } from '../../ui/form/labelled-field.tsx'
import { IS_MAC, type ShortcutGroup } from '../../ui/keyboard.ts'
import shared from '../../ui/shared.module.css'
import styles from './palette.module.css'
import { paletteTexts } from './texts.ts'
import { storedSheetKey } from './use-palette-keys.ts'

type Props = { groups: readonly ShortcutGroup[]; onClose: () => void }

/** Every shortcut of the console, grouped by the part of the page where it works. */
export function ShortcutSheet({ groups, onClose }: Props) {
  const t = useTexts(paletteTexts)
  const { locale } = useLocale()
  const [sheetKey, setSheetKey] = useStoredValue(storedSheetKey, 'on')
  return (
    <Dialog title={t.shortcuts} onClose={onClose}>
      <p className={shared.soft}>{t.shortcutsLead}</p>
      <Switch checked={sheetKey === 'on'} onChange={(on) => setSheetKey(on ? 'on' : 'off')}>
        {t.sheetKey}
      </Switch>
      <div className={shared.stack4}>
        {groups.map(({ name, shortcuts }) => (
          <section key={name.en}>
            <h3 className={shared.soft}>{name[locale]}</h3>
            <dl>
              {shortcuts.map(({ keys, does }) => (
                <div key={does.en} className={styles.shortcut}>
                  <dt>{does[locale]}</dt>
                  <dd>
                    {keys.map((shortcut, index) => (
                      <Fragment key={shortcut}>
                        {index > 0 ? <span className={shared.soft}> {t.or} </span> : null}
                        <Keys>{shortcut}</Keys>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

const LABELS: Record<string, string> = {
  Control: 'Ctrl',
  Meta: '⌘',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
}
if (IS_MAC) Object.assign(LABELS, { Alt: '⌥', Shift: '⇧' })

/** A shortcut, given as in `aria-keyshortcuts`, with the labels of the user's keyboard. */
export function Keys({ children }: { children: string }) {
  const variants = children.split(' ')
  const own = variants.find((keys) => keys.includes('Meta+') === IS_MAC) ?? variants[0] ?? ''
  return (
    <span className={styles.keys}>
      {own.split('+').map((key) => (
        <kbd key={key}>{LABELS[key] ?? key}</kbd>
      ))}
    </span>
  )
}
