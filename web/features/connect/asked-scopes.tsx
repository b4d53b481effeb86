import type { Connection } from '#contract/connections/connection'
import { useTexts } from '../../i18n/texts.ts'
import { Panel } from '../../ui/panel.tsx'
import styles from './connect.module.css'
import { connectTexts } from './connect-texts.ts'

/** The scopes and events that the user is asked to approve. */
export function AskedScopes({ connection: { brand, scopes, events } }: { connection: Connection }) {
  const t = useTexts(connectTexts)
  const named = (names: readonly string[], texts: Readonly<Record<string, string>>) => (
    <ul className={styles.asked}>
      {names.map((name) => (
        <li key={name}>
          {texts[name]}
          <code>{name}</code>
        </li>
      ))}
    </ul>
  )
  const titles = { feishu: t.asked, lark: t.askedLark, emulator: t.askedEmulator }
  return (
    <Panel title={titles[brand]}>
      <div className={styles.side}>
        {named(scopes, t.scopes)}
        <h3 className={styles.subheading}>{t.events}</h3>
        {named(events, t.eventNames)}
        <p className={styles.note}>{t.poll}</p>
        <p className={styles.note}>{t.nothingSent}</p>
        <p className={styles.note}>{t.dropped}</p>
      </div>
    </Panel>
  )
}
