import { useDeferredValue, useMemo } from 'react'
import { Redirect, useSearchParams } from 'wouter'
import type { Profile } from '#contract/profile'
import { useEmulatorState } from '../../api-client/emulator-state.ts'
import { useProfiles } from '../../api-client/profiles.ts'
import { BubblesPane } from '../../features/bubbles/bubbles-pane.tsx'
import { CompositionProvider } from '../../features/composition/composition-context.tsx'
import { type Drafts, useDraftKeeper } from '../../features/drafts/use-draft-keeper.ts'
import { MessageBar } from '../../features/message-bar/message-bar.tsx'
import { ProfilesNotice } from '../../features/message-bar/profiles-notice.tsx'
import { ProfileCheck, useOpenProfileCheck } from '../../features/profile-check/profile-check.tsx'
import { ResponsePane } from '../../features/response/response-pane.tsx'
import { SendPanel } from '../../features/send/send-panel.tsx'
import { useSender } from '../../features/send/use-sender.ts'
import { ExampleNotice } from '../../features/target/example-notice.tsx'
import { offerExample } from '../../features/target/first-visit.ts'
import { useTarget } from '../../features/target/use-target.ts'
import { useTargetParameter } from '../../features/target/use-target-parameter.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import styles from './compose-page.module.css'
import { ComposerTools } from './composer-tools.tsx'
import { LivePreview } from './live-preview.tsx'
import { ReplayEntry, SharedDraft } from './url-entries.tsx'

const JsonEditor = lazyComponent(
  () => import('../../features/bubbles/json/json-editor.tsx'),
  'JsonEditor',
)
const NO_ISSUES: [] = []
type EditorProps = { label: string; value: string; onChange: (text: string) => void }
const Editor = (props: EditorProps) => <JsonEditor issues={NO_ISSUES} {...props} />

type WorkbenchProps = {
  drafts: Drafts
  profiles: readonly Profile[]
  profile: Profile
  onProfile: (id: string) => void
}

/** The panes of the page and the state they share. */
function Workbench({ drafts, profiles, profile, onProfile }: WorkbenchProps) {
  useTargetParameter()
  const emulator = useEmulatorState(profile)
  const target = useTarget(profile, emulator.data)
  const sender = useSender(target, !emulator.isLoading)
  const openProfileCheck = useOpenProfileCheck()
  // The response is painted before what merely follows from it: the preview renders right after.
  const late = useDeferredValue({ target, run: sender.run })
  const bubbles = useMemo(
    () => (
      <BubblesPane
        toolbar={
          <ComposerTools drafts={drafts} baseUrl={profile.base_url} appId={profile.app_id} />
        }
        notice={
          <>
            <SharedDraft drafts={drafts} />
            <ExampleNotice />
          </>
        }
      />
    ),
    [drafts, profile.base_url, profile.app_id],
  )
  const preview = useMemo(() => <LivePreview target={late.target} run={late.run} />, [late])
  return (
    <div className={styles.page}>
      <MessageBar
        target={target}
        profiles={profiles}
        onProfile={onProfile}
        sending={sender.sending}
        onNewMessage={() => sender.send('only_message')}
        onCheckProfile={openProfileCheck}
        editor={Editor}
      />
      <div className={styles.workbench}>
        <div className={styles.bubbles}>{bubbles}</div>
        <div className={styles.preview}>{preview}</div>
        <div className={styles.send}>
          <SendPanel sender={sender} target={target} />
        </div>
        <div className={styles.response}>
          <ResponsePane
            {...sender}
            profile={profile}
            onShowRun={sender.showRun}
            onSendToNewMessage={() => sender.send('new_message')}
            onOpenChecks={() => target.openBar('checks')}
            onOpenRecipient={() => target.openBar('recipient')}
            onCheckProfile={openProfileCheck}
          />
        </div>
      </div>
      <ReplayEntry />
      <ProfileCheck profile={profile} />
    </div>
  )
}

/** The page for composing and sending bubbles; the URL has the chosen app. */
export function ComposePage() {
  const profiles = useProfiles()
  const [search, setSearch] = useSearchParams()
  const drafts = useDraftKeeper()
  const { locale } = useLocale()
  if (!profiles.data) {
    const retry = async () => {
      const { isSuccess } = await profiles.refetch()
      // The focused button is about to be replaced by the page.
      if (isSuccess) document.getElementById('content')?.focus()
    }
    return <ProfilesNotice failed={profiles.isError} onRetry={() => void retry()} />
  }
  const profile =
    profiles.data.find(({ id }) => id === search.get('profile')) ??
    profiles.data.find((one) => one.default) ??
    profiles.data[0]
  if (!profile) return <Redirect to="/apps?add=1" replace />
  offerExample(drafts, profile, locale)
  return (
    <CompositionProvider binding={drafts.keeper}>
      <Workbench
        drafts={drafts}
        profiles={profiles.data}
        profile={profile}
        onProfile={(id) =>
          setSearch((before) => {
            const next = new URLSearchParams(before)
            next.set('profile', id)
            return next
          })
        }
      />
    </CompositionProvider>
  )
}
