import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import type { Profile } from '#contract/profile'
import { ComposerPane } from './composer/composer-pane.tsx'
import { useComposition } from './composer/composition-context.tsx'
import { LiveBody } from './composer/live-body.tsx'
import { MessageIdField } from './composer/message-id-field.tsx'
import { SendBar, type SendRequest } from './composer/send-bar.tsx'
import { ANSWER_HEADLINE_ID } from './exchange/answer.ts'
import { ExchangePane } from './exchange/exchange-pane.tsx'
import { useAnswer } from './exchange/use-answer.ts'
import { useLocale } from './i18n/locale-context.tsx'
import { PreviewPane } from './preview/preview-pane.tsx'
import { createMessage } from './queries/create-message.ts'
import { useEmulatorState, useRefreshEmulatorState } from './queries/emulator.ts'
import { pushFollowUp } from './queries/push-follow-up.ts'
import { NewMessage } from './target/new-message.tsx'
import { PreparedMessages } from './target/prepared-messages.tsx'
import { TargetPane } from './target/target-pane.tsx'
import { useTargetParameter } from './use-target-parameter.ts'
import styles from './workbench.module.css'

type Props = {
  profiles: readonly Profile[]
  profile: Profile
  onProfile: (id: string) => void
}

/** The three panes and what passes between them. */
export function Workbench({ profiles, profile, onProfile }: Props) {
  const { locale } = useLocale()
  const { form } = useComposition()
  const messageId = useWatch({ control: form.control, name: 'message_id' })
  const emulator = useEmulatorState(profile)
  const refreshEmulator = useRefreshEmulatorState()
  const { answer, run, cancel, sending } = useAnswer()
  const [created, setCreated] = useState<{ messageId: string; text: string } | null>(null)

  const target = (id: string) =>
    form.setValue('message_id', id, { shouldDirty: true, shouldValidate: true })
  useTargetParameter(target)

  const send = ({ messageId, body, sendAnyway }: SendRequest) => {
    // On a phone the answer stands below the fold.
    document.getElementById(ANSWER_HEADLINE_ID)?.scrollIntoView({ block: 'nearest' })
    return run({
      endpoint: 'push_follow_up',
      start: (signal) =>
        pushFollowUp({ profile: profile.id, messageId, body, sendAnyway, locale, signal }),
      onExchange: refreshEmulator,
    })
  }

  const text =
    created?.messageId === messageId
      ? created.text
      : emulator.data?.demonstrations.find((one) => one.message_id === messageId)?.text

  return (
    <div className={styles.workbench}>
      <div className={styles.compose}>
        <TargetPane profiles={profiles} profile={profile} onProfile={onProfile}>
          <MessageIdField />
          <NewMessage
            key={profile.id}
            profile={profile}
            emulator={emulator.data}
            loading={emulator.isLoading}
            sending={sending}
            onSend={(message) =>
              run({
                endpoint: 'create_message',
                start: (signal) => createMessage({ profile: profile.id, message, locale, signal }),
                onExchange: ({ message_id }) => {
                  refreshEmulator()
                  if (message_id === null) return
                  setCreated({ messageId: message_id, text: message.text })
                  target(message_id)
                },
              })
            }
          />
          <PreparedMessages profile={profile} chosen={messageId} onPick={target} />
        </TargetPane>
        <ComposerPane />
      </div>
      <div className={styles.preview}>
        <LiveBody>
          {(followUps) => (
            <PreviewPane
              followUps={followUps}
              message={text === undefined ? null : { text, botName: profile.name }}
            />
          )}
        </LiveBody>
      </div>
      <div className={styles.send}>
        <SendBar profile={profile} sending={sending} onSend={send} />
      </div>
      <div className={styles.answer}>
        <ExchangePane answer={answer} onCancel={cancel} />
      </div>
    </div>
  )
}
