import { type ComponentProps, Suspense, useRef, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { Redirect, useSearchParams } from 'wouter'
import { MESSAGE_ID } from '#contract/ids'
import type { Profile } from '#contract/profile'
import { useEmulatorState, useRefreshEmulatorState } from '../../api-client/emulator.ts'
import { createMessage, pushFollowUp } from '../../api-client/messages.ts'
import { useProfiles } from '../../api-client/profiles.ts'
import { useRefreshTarget } from '../../api-client/refresh.ts'
import { ComposerPane } from '../../composer/composer-pane.tsx'
import { CompositionProvider, useComposition } from '../../composer/composition-context.tsx'
import { LiveBody } from '../../composer/live-body.tsx'
import { type PushRequest, SendBar } from '../../composer/send-bar.tsx'
import { useTargetParameter } from '../../composer/use-target-parameter.ts'
import { RESPONSE_HEADLINE_ID } from '../../exchange/call-state.ts'
import { ExchangePane } from '../../exchange/exchange-pane.tsx'
import { useCall } from '../../exchange/use-call.ts'
import { type Drafts, useDraftKeeper } from '../../features/drafts/use-draft-keeper.ts'
import { ProfileCheck, useOpenProfileCheck } from '../../features/profile-check/profile-check.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { PreviewPane } from '../../preview/preview-pane.tsx'
import { type KnownMessage, knownFromCreated } from '../../target/known-message.ts'
import { NewMessage, type NewMessageForm } from '../../target/new-message.tsx'
import { PRECHECK_SUMMARY_ID } from '../../target/precheck-summary-id.ts'
import { PreparedMessages } from '../../target/prepared-messages.tsx'
import { ProfilesNotice } from '../../target/profiles-notice.tsx'
import type { SendPrecheck as Precheck } from '../../target/send-precheck.tsx'
import { TargetPane } from '../../target/target-pane.tsx'
import { useRested } from '../../ui/interaction.ts'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import styles from './compose-page.module.css'
import { ComposerTools } from './composer-tools.tsx'
import { MessageChoice } from './message-choice.tsx'
import { OneGoEntry } from './one-go-entry.tsx'
import { SendToMyself } from './send-to-myself.tsx'
import { ReplayEntry, SharedDraft } from './url-entries.tsx'

type WorkbenchProps = {
  drafts: Drafts
  profiles: readonly Profile[]
  profile: Profile
  onProfile: (id: string) => void
}

/** The panes of the page and the state they share. */
function Workbench({ drafts, profiles, profile, onProfile }: WorkbenchProps) {
  const { locale } = useLocale()
  const { form } = useComposition()
  useTargetParameter()
  const messageId = useWatch({ control: form.control, name: 'message_id' })
  const emulator = useEmulatorState(profile)
  const refreshEmulator = useRefreshEmulatorState()
  const { call, run, cancel, show, sending } = useCall()
  const refreshTarget = useRefreshTarget()
  const openProfileCheck = useOpenProfileCheck()
  const [chosen, setChosen] = useState<KnownMessage | null>(null)
  const known = chosen?.message_id === messageId ? chosen : null
  const newMessage = useRef<NewMessageForm>(null)

  const target = (message: KnownMessage) => {
    setChosen(message)
    form.setValue('message_id', message.message_id, { shouldDirty: true, shouldValidate: true })
  }
  const targetId = (message_id: string) =>
    target({ message_id, chat_id: null, text: null, expires_at_ms: null })
  const refresh = () => {
    refreshEmulator()
    refreshTarget()
  }
  const sendNewMessage = () => newMessage.current?.send()

  const send = ({ messageId, body, sendAnyway }: PushRequest) => {
    // On a phone the response is below the fold.
    document.getElementById(RESPONSE_HEADLINE_ID)?.scrollIntoView({ block: 'nearest' })
    return run({
      endpoint: 'push_follow_up',
      start: (call) =>
        pushFollowUp({ profile: profile.id, messageId, body, sendAnyway, locale, ...call }),
      onExchange: refresh,
    })
  }

  // Created here, so that it is not rendered on every key press.
  const sendToMyself = (
    <SendToMyself key={profile.id} profile={profile} emulator={emulator.data} onUse={targetId} />
  )
  const text =
    known?.text ?? emulator.data?.demonstrations.find((one) => one.message_id === messageId)?.text

  return (
    <div className={styles.workbench}>
      <div className={styles.compose}>
        <SharedDraft drafts={drafts} />
        <ReplayEntry />
        <TargetPane
          profiles={profiles}
          profile={profile}
          onProfile={onProfile}
          onCheckProfile={openProfileCheck}
        >
          <MessageChoice
            key={`choice ${profile.id}`}
            profile={profile}
            emulator={emulator.data}
            messageId={messageId}
            onTarget={target}
            onRecipient={(recipient) => newMessage.current?.address(recipient)}
            onNewMessage={sendNewMessage}
            onCheckProfile={openProfileCheck}
          />
          <NewMessage
            ref={newMessage}
            key={profile.id}
            profile={profile}
            emulator={emulator.data}
            loading={emulator.isLoading}
            sending={sending}
            onSend={(message) =>
              run({
                endpoint: 'create_message',
                start: (call) => createMessage({ profile: profile.id, message, locale, ...call }),
                onExchange: (exchange) => {
                  refresh()
                  const created = knownFromCreated(exchange, message.text)
                  if (created) target(created)
                },
              })
            }
          />
          <OneGoEntry profile={profile} emulator={emulator.data} onUse={targetId} />
          <PreparedMessages profile={profile} chosen={messageId} onPick={targetId} />
        </TargetPane>
        <ComposerPane toolbar={<ComposerTools drafts={drafts} baseUrl={profile.base_url} />} />
      </div>
      <div className={styles.preview}>
        <LiveBody>
          {(followUps) => (
            <PreviewPane
              followUps={followUps}
              message={text === undefined ? null : { text, botName: profile.name }}
              actions={sendToMyself}
            />
          )}
        </LiveBody>
      </div>
      <div className={styles.send}>
        <SendBar
          profile={profile}
          sending={sending}
          onSend={send}
          describedBy={PRECHECK_SUMMARY_ID}
        >
          <PrecheckEntry
            profile={profile}
            messageId={messageId}
            known={known}
            onNewMessage={sendNewMessage}
            onCheckProfile={openProfileCheck}
          />
        </SendBar>
      </div>
      <div className={styles.response}>
        <ExchangePane call={call} onCancel={cancel} onFound={show} />
      </div>
      <ProfileCheck profile={profile} />
    </div>
  )
}

/** The page for composing and sending bubbles; the URL has the chosen profile. */
export function ComposePage() {
  const profiles = useProfiles()
  const [search, setSearch] = useSearchParams()
  const drafts = useDraftKeeper()
  if (!profiles.data) {
    return <ProfilesNotice failed={profiles.isError} onRetry={() => void profiles.refetch()} />
  }
  const profile =
    profiles.data.find(({ id }) => id === search.get('profile')) ??
    profiles.data.find((one) => one.default) ??
    profiles.data[0]
  if (!profile) return <Redirect to="/profiles?add=1" replace />
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

const SendPrecheck = lazyComponent(() => import('../../target/send-precheck.tsx'), 'SendPrecheck')

const REST_MS = 400

/** The pre-check, as soon as there is a message id. */
function PrecheckEntry(props: Omit<ComponentProps<typeof Precheck>, 'settledId'>) {
  const settledId = useRested(props.messageId, REST_MS)
  if (!MESSAGE_ID.test(props.messageId)) return null
  return (
    <Suspense>
      <SendPrecheck settledId={settledId} {...props} />
    </Suspense>
  )
}
