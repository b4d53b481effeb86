import { useTexts } from '../i18n/texts.ts'
import { useProfiles } from '../queries/profiles.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { EmulatorPhone } from './emulator-phone.tsx'
import styles from './phone-page.module.css'
import { phoneTexts } from './texts.ts'
import { usePlace } from './use-place.ts'

/** The emulator's chats as the people in them have them, live, and what goes on behind them. */
export function PhonePage() {
  const t = useTexts(phoneTexts)
  const profiles = useProfiles()
  const [place, go] = usePlace()
  const emulators = (profiles.data ?? []).filter(({ brand }) => brand === 'emulator')
  const profile = emulators.find(({ id }) => id === place.profile) ?? emulators[0]

  if (profiles.isPending) return <p role="status">{t.loading}</p>
  if (profiles.isError) {
    return (
      <Callout tone="bad" title={t.failed}>
        <p>{t.failedWhy}</p>
        <p className={styles.action}>
          <Button onClick={() => void profiles.refetch()}>{t.retry}</Button>
        </p>
      </Callout>
    )
  }
  if (!profile) {
    return (
      <Callout tone="info" title={t.none}>
        <p>{t.noneWhy}</p>
      </Callout>
    )
  }
  return (
    <article className={styles.page}>
      <header className={styles.intro}>
        <h2 className={styles.title}>{t.title}</h2>
        <p>{t.lead}</p>
      </header>
      {emulators.length > 1 ? (
        <label className={styles.profile}>
          <span>{t.profile}</span>
          <select
            className={styles.select}
            value={profile.id}
            onChange={({ target }) => go({ profile: target.value, user: null, chat: null })}
          >
            {emulators.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <EmulatorPhone key={profile.id} profile={profile.id} place={place} go={go} />
    </article>
  )
}
