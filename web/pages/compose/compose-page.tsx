import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { Redirect, useSearchParams } from 'wouter'
import type { DraftBody } from '#contract/draft'
import type { Exchange } from '#contract/exchange'
import type { Profile } from '#contract/profile'
import { useEmulatorState } from '../../api-client/emulator-state.ts'
import { useExchange } from '../../api-client/exchanges.ts'
import { useProfiles } from '../../api-client/profiles.ts'
import { BubblesPane } from '../../features/bubbles/bubbles-pane.tsx'
import { useCaretLanguage } from '../../features/composition/caret-language.ts'
import { readFollowUps } from '../../features/composition/composition.ts'
import { CompositionProvider, useBody } from '../../features/composition/composition-context.tsx'
import { type Drafts, useDraftKeeper } from '../../features/drafts/use-draft-keeper.ts'
import type { Run } from '../../features/exchange-view/run.ts'
import { MessageBar } from '../../features/message-bar/message-bar.tsx'
import { barTexts } from '../../features/message-bar/texts.ts'
import { PreviewPane } from '../../features/preview/preview-pane.tsx'
import { ProfileCheck, useOpenProfileCheck } from '../../features/profile-check/profile-check.tsx'
import { ResponsePane } from '../../features/response/response-pane.tsx'
import { SendPanel } from '../../features/send/send-panel.tsx'
import { useSender } from '../../features/send/use-sender.ts'
import { ExampleNotice } from '../../features/target/example-notice.tsx'
import { offerExample } from '../../features/target/first-visit.ts'
import { type Target, useTarget } from '../../features/target/use-target.ts'
import { useTargetParameter } from '../../features/target/use-target-parameter.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import { lazyComponent, suspending } from '../../ui/lazy-component.tsx'
import styles from './compose-page.module.css'
import { ComposerTools } from './composer-tools.tsx'

const OpenedLink = lazyComponent(() => import('../../features/share/opened-link.tsx'), 'OpenedLink')
const Replay = lazyComponent(() => import('./replay.tsx'), 'Replay')
const JsonEditor = suspending(
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

/** The preview of what is composed, under the message that gets it. */
function LivePreview({ target, run }: { target: Target; run: Run }) {
  const caret = useCaretLanguage()
  const push = pushTo(run, target.messageId)
  const { data = push } = useExchange(push?.id ?? null, push)
  return (
    <LiveBody>
      {(followUps) => (
        <PreviewPane
          followUps={followUps}
          message={target.shown}
          botName={target.profile.name}
          caret={caret}
          sent={
            run.status === 'done' && push
              ? {
                  at: run.at,
                  href: chatAddress(target),
                  push: data?.body.includes(JSON.stringify(followUps)) ? data : undefined,
                }
              : null
          }
        />
      )}
    </LiveBody>
  )
}

/** The push of the run that put bubbles under a message, if it did. */
function pushTo(run: Run, messageId: string): Exchange | undefined {
  const push = run.status === 'done' ? run.calls.pushes.at(-1) : undefined
  return push?.code === 0 && push.message_id === messageId ? push : undefined
}

/** The address of the emulator's page with the chat of the message; null for a real platform. */
function chatAddress({ profile, messageId }: Target): string | null {
  if (profile.brand !== 'emulator') return null
  return `/emulator?${new URLSearchParams({ profile: profile.id, message: messageId })}`
}

type Props = { children: (followUps: DraftBody['follow_ups']) => ReactNode }

/** Passes the current bubbles to its children, so that only they render at every key. */
function LiveBody({ children }: Props) {
  const body = useBody()
  const followUps = useMemo(() => (body.ok ? readFollowUps(body.value) : []), [body])
  return children(followUps)
}

/**
 * Opens the share link in the URL, now or when it is entered later. It is removed from the URL at
 * once, so that a reload continues with the draft instead of opening it again.
 */
function SharedDraft({ drafts }: { drafts: Drafts }) {
  const [fragment, setFragment] = useState<string | null>(null)
  useEffect(() => {
    const take = () => {
      const { hash, pathname, search } = window.location
      if (!hash.startsWith('#share=')) return
      window.history.replaceState(window.history.state, '', pathname + search)
      setFragment(hash)
    }
    take()
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  if (fragment === null) return null
  return (
    <OpenedLink
      key={fragment}
      fragment={fragment}
      onOpen={drafts.keeper.openGiven}
      onDismiss={() => setFragment(null)}
    />
  )
}

/** Loads the request that `?replay=ID` names into the composer. */
function ReplayEntry() {
  const [search] = useSearchParams()
  const id = search.get('replay')
  return id === null ? null : <Replay id={id} />
}

/** Shown while the apps are loading, or if that failed. */
function ProfilesNotice({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  const t = useTexts(barTexts)
  if (!failed) return <p role="status">{t.loadingApps}</p>
  return <LoadFailure title={t.appsFailed} onRetry={onRetry} />
}
