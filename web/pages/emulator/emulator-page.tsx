import { useProfiles } from '../../api-client/profiles.ts'
import { may } from '../../api-client/rights.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import { PageIntro } from '../../ui/layout.tsx'
import shared from '../../ui/shared.module.css'
import styles from './emulator-page.module.css'
import { LiveEmulator } from './live-emulator.tsx'
import { emulatorTexts } from './texts.ts'
import { usePageParams } from './use-page-params.ts'

/** The emulator's chats as its users see them, live, with an inspector for its state. */
export function EmulatorPage() {
  const t = useTexts(emulatorTexts)
  const profiles = useProfiles()
  const [params, setParams] = usePageParams()
  const emulators = (profiles.data ?? []).filter(({ brand }) => brand === 'emulator')
  const profile = emulators.find(({ id }) => id === params.profile) ?? emulators[0]

  if (profiles.isPending) return <p role="status">{t.loading}</p>
  if (profiles.isError) {
    return (
      <LoadFailure title={t.failed} why={t.failedWhy} onRetry={() => void profiles.refetch()} />
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
    <article className={shared.stack4}>
      <PageIntro title={t.title} lead={t.lead} />
      {emulators.length > 1 ? (
        <label className={styles.profile}>
          <span>{t.app}</span>
          <select
            className={styles.select}
            value={profile.id}
            onChange={({ target }) => setParams({ profile: target.value, user: null, chat: null })}
          >
            {emulators.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {may.on('editor', profile) ? (
        <LiveEmulator key={profile.id} profile={profile.id} params={params} setParams={setParams} />
      ) : (
        <Callout tone="info" title={t.notAllowed}>
          <p>{t.notAllowedWhy(profile.name)}</p>
        </Callout>
      )}
    </article>
  )
}
