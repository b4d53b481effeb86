import type { EmulatorState } from '#contract/emulator/state'
import { useConnections } from '../../api-client/connections.ts'
import styles from '../../features/connect/connect.module.css'
import { connectTexts } from '../../features/connect/connect-texts.ts'
import { ScanPress } from '../../features/connect/scan-press.tsx'
import { useTexts } from '../../i18n/texts.ts'

type Props = { profile: string; registrations: EmulatorState['registrations'] }

/** The apps that wait for a scan in the emulator; any of its users can scan them. */
export function WaitingApps({ profile, registrations }: Props) {
  const t = useTexts(connectTexts)
  const { data: connections = [] } = useConnections()
  const waiting = registrations.filter(({ state }) => state === 'pending')
  return waiting.map(({ user_code }) => (
    <section key={user_code} className={styles.waitingApps} aria-label={t.toConnect(user_code)}>
      <p>{t.toConnect(user_code)}</p>
      <ScanPress
        profile={profile}
        user_code={user_code}
        url={connections.find((one) => one.user_code === user_code)?.verification_url}
      />
    </section>
  ))
}
