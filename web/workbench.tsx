import { useRef, useState } from 'react'
import { useWatch } from 'react-hook-form'
import type { Profile } from '#contract/profile'
import { ComposerPane } from './composer/composer-pane.tsx'
import { useComposition } from './composer/composition-context.tsx'
import { LiveBody } from './composer/live-body.tsx'
import { SendBar, type SendRequest } from './composer/send-bar.tsx'
import { useTargetParameter } from './composer/use-target-parameter.ts'
import { ComposerTools } from './composer-tools.tsx'
import type { Drafts } from './drafts/use-draft-keeper.ts'
import { ANSWER_HEADLINE_ID } from './exchange/answer.ts'
import { ExchangePane } from './exchange/exchange-pane.tsx'
import { useAnswer } from './exchange/use-answer.ts'
import { useLocale } from './i18n/locale-context.tsx'
import { MessageChoice } from './message-choice.tsx'
import { OneGoEntry } from './one-go-entry.tsx'
import { OutlookEntry } from './outlook-entry.tsx'
import { PreviewPane } from './preview/preview-pane.tsx'
import { ProfileCheck, useOpenProfileCheck } from './profile-check.tsx'
import { createMessage } from './queries/create-message.ts'
import { useEmulatorState, useRefreshEmulatorState } from './queries/emulator.ts'
import { pushFollowUp } from './queries/push-follow-up.ts'
import { useRefreshTarget } from './queries/refresh-target.ts'
import { ReplayEntry } from './replay-entry.tsx'
import { SendToMyself } from './send-to-myself.tsx'
import { SharedDraft } from './shared-draft.tsx'
import { type KnownMessage, knownFromCreated } from './target/known-message.ts'
import { NewMessage, type NewMessageForm } from './target/new-message.tsx'
import { OUTLOOK_WORD_ID } from './target/outlook-word-id.ts'
import { PreparedMessages } from './target/prepared-messages.tsx'
import { TargetPane } from './target/target-pane.tsx'
import styles from './workbench.module.css'

type Props = {
  drafts: Drafts
  profiles: readonly Profile[]
  profile: Profile
  onProfile: (id: string) => void
}

/** The three panes and what passes between them. */
export function Workbench({ drafts, profiles, profile, onProfile }: Props) {
  const { locale } = useLocale()
  const { form } = useComposition()
  useTargetParameter()
  const messageId = useWatch({ control: form.control, name: 'message_id' })
  const emulator = useEmulatorState(profile)
  const refreshEmulator = useRefreshEmulatorState()
  const { answer, run, cancel, show, sending } = useAnswer()
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

  const send = ({ messageId, body, sendAnyway }: SendRequest) => {
    // On a phone the answer stands below the fold.
    document.getElementById(ANSWER_HEADLINE_ID)?.scrollIntoView({ block: 'nearest' })
    return run({
      endpoint: 'push_follow_up',
      start: (call) =>
        pushFollowUp({ profile: profile.id, messageId, body, sendAnyway, locale, ...call }),
      onExchange: refresh,
    })
  }

  // Made here, so that it is not drawn again with every key.
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
        <SendBar profile={profile} sending={sending} onSend={send} describedBy={OUTLOOK_WORD_ID}>
          <OutlookEntry
            profile={profile}
            messageId={messageId}
            known={known}
            onNewMessage={sendNewMessage}
            onCheckProfile={openProfileCheck}
          />
        </SendBar>
      </div>
      <div className={styles.answer}>
        <ExchangePane answer={answer} onCancel={cancel} onFound={show} />
      </div>
      <ProfileCheck profile={profile} />
    </div>
  )
}
