import { MessageSquarePlus } from 'lucide-react'
import { MESSAGE_ID } from '#contract/ids'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import type { Target } from '../target/use-target.ts'
import { MessageIdField } from './message-id-field.tsx'
import { MessagePicker } from './message-picker.tsx'
import styles from './panels.module.css'
import { recipientTexts } from './recipient-texts.ts'
import { SampleMessages } from './sample-messages.tsx'

const texts = defineTexts({
  en: {
    noText: 'Text unknown',
    copy: 'Copy message ID',
    noRecipient: 'Choose a recipient to see the messages of the chat.',
    choose: 'Choose a recipient',
    newMessage: 'Send a new message',
  },
  zh: {
    noText: '文本未知',
    copy: '复制消息 ID',
    noRecipient: '选择接收人后可查看会话消息。',
    choose: '选择接收人',
    newMessage: '发送新消息',
  },
})

type Props = {
  target: Target
  onNewMessage: () => void
  onCheckProfile: () => void
  /** Called after a choice. */
  onDone: () => void
}

/** The message that gets the bubbles: by its ID, from the recipient's chat, or a sample of the emulator. */
export function MessagePanel({ target, onNewMessage, onCheckProfile, onDone }: Props) {
  const t = useTexts(texts)
  const recipient = useTexts(recipientTexts)
  const { profile, messageId, recipientChat } = target
  return (
    <div className={styles.columns}>
      <div className={styles.part}>
        <MessageIdField target={target} onDone={onDone} />
        <Current target={target} />
        {recipientChat !== null ? (
          <MessagePicker
            profileId={profile.id}
            chatId={recipientChat}
            chosen={messageId}
            onPick={(known) => {
              target.choose(known)
              onDone()
            }}
            onCheckProfile={() => {
              onDone()
              onCheckProfile()
            }}
          />
        ) : target.recipient ? (
          <>
            <p className={shared.small}>{recipient.noChat}</p>
            <div>
              <Button
                icon={<MessageSquarePlus size={16} aria-hidden="true" />}
                onClick={() => {
                  onDone()
                  onNewMessage()
                }}
              >
                {t.newMessage}
              </Button>
            </div>
          </>
        ) : (
          <>
            <p className={shared.small}>{t.noRecipient}</p>
            <div>
              <Button onClick={() => target.openBar('recipient')}>{t.choose}</Button>
            </div>
          </>
        )}
      </div>
      {profile.brand === 'emulator' ? (
        <SampleMessages
          target={target}
          onPick={(id) => {
            target.chooseId(id)
            onDone()
          }}
        />
      ) : null}
    </div>
  )
}

/** The chosen message: its text, chat and time. */
function Current({ target: { messageId, message, shown } }: { target: Target }) {
  const t = useTexts(texts)
  if (!MESSAGE_ID.test(messageId)) return null
  const facts = [message.chatName, message.text === null ? null : shown?.time]
  return (
    <div className={styles.card}>
      <div className={styles.who}>
        {message.text === null ? (
          <span className={shared.small}>{t.noText}</span>
        ) : (
          <IsolatedText text={message.text} />
        )}
        <span className={shared.small}>{facts.filter((fact) => fact != null).join(' · ')}</span>
      </div>
      <CopyButton text={messageId} label={t.copy} />
    </div>
  )
}
