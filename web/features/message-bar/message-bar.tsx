import {
  ArrowRight,
  ChevronDown,
  CircleCheck,
  CircleHelp,
  CircleX,
  MessageSquarePlus,
  Stethoscope,
} from 'lucide-react'
import { type Ref, useRef } from 'react'
import { Link } from 'wouter'
import type { Profile } from '#contract/profile'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { HoldButton } from '../../ui/button/hold-button.tsx'
import { useFirstTouch } from '../../ui/interaction.ts'
import { lazyComponent, suspending } from '../../ui/lazy-component.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { ColorDot, useEnvironmentNames, useProductionQuestion } from '../profile/profile-badge.tsx'
import { PRECHECK_SUMMARY_ID } from '../target/precheck.ts'
import { StatusDetail, useStatus } from '../target/target-status.tsx'
import type { Target } from '../target/use-target.ts'
import { BarPanel, BarTrigger, triggerProps } from './bar-part.tsx'
import styles from './message-bar.module.css'
import type { Editor } from './message-content.tsx'
import { barTexts } from './texts.ts'

const loadApp = () => import('./app-panel.tsx')
const loadRecipient = () => import('./recipient-panel.tsx')
const loadMessage = () => import('./message-panel.tsx')
const loadChecks = () => import('./checks-panel.tsx')
const AppPanel = suspending(loadApp, 'AppPanel')
const RecipientPanel = suspending(loadRecipient, 'RecipientPanel')
const MessagePanel = suspending(loadMessage, 'MessagePanel')
const ChecksPanel = suspending(loadChecks, 'ChecksPanel')
const loadPanels = () => Promise.all([loadApp(), loadRecipient(), loadMessage(), loadChecks()])
const Announcements = lazyComponent(() => import('./announcements.tsx'), 'Announcements')

type Props = {
  target: Target
  profiles: readonly Profile[]
  onProfile: (id: string) => void
  sending: boolean
  /** Sends a new message alone, which becomes the target. */
  onNewMessage: () => void
  onCheckProfile: () => void
  editor: Editor
}

const SHEET_ID = 'bar-sheet'

/** App, recipient, message and status in one line; on a narrow screen behind one button. */
export function MessageBar(props: Props) {
  const { target, profiles, onProfile, sending, onNewMessage, onCheckProfile, editor } = props
  const t = useTexts(barTexts)
  const compact = useRef<HTMLButtonElement>(null)
  const newMessage = useRef<HTMLButtonElement>(null)
  const question = useProductionQuestion(target.profile)
  useFirstTouch(loadPanels)
  const panel = { target, fallback: compact }
  // The press of a button, so that a production app asks first.
  const pressNewMessage = () => newMessage.current?.click()
  return (
    <section className={styles.bar} aria-label={t.title}>
      <CompactButton ref={compact} target={target} />
      <div id={SHEET_ID} popover="auto" className={styles.parts}>
        <AppTrigger target={target} />
        <ArrowRight size={14} className={styles.arrow} aria-hidden="true" />
        <RecipientTrigger target={target} />
        <ArrowRight size={14} className={styles.arrow} aria-hidden="true" />
        <MessageTrigger target={target} />
        <StatusButton target={target} />
      </div>
      <HoldButton
        ref={newMessage}
        icon={<MessageSquarePlus size={16} aria-hidden="true" />}
        aria-disabled={sending}
        data-command="new-message"
        title={t.newMessage}
        question={sending ? null : question}
        onPress={() => {
          if (!sending) onNewMessage()
        }}
      >
        <span className={styles.newMessage}>{t.newMessage}</span>
      </HoldButton>
      <BarPanel
        {...panel}
        part="app"
        label={t.app}
        footer={(close) => (
          <div className={styles.acts}>
            <Button
              data-command="check-profile"
              aria-haspopup="dialog"
              icon={<Stethoscope size={16} aria-hidden="true" />}
              onClick={() => {
                close()
                onCheckProfile()
              }}
            >
              {t.testConnection}
            </Button>
            <Link href="/apps">{t.manageApps}</Link>
          </div>
        )}
      >
        {(close) => (
          <AppPanel
            profiles={profiles}
            profile={target.profile}
            onProfile={(id) => {
              onProfile(id)
              close()
            }}
          />
        )}
      </BarPanel>
      <BarPanel {...panel} part="recipient" label={t.recipient}>
        {(_, asked) => <RecipientPanel target={target} editor={editor} asked={asked} />}
      </BarPanel>
      <BarPanel {...panel} part="message" label={t.message}>
        {(close) => (
          <MessagePanel
            target={target}
            onNewMessage={pressNewMessage}
            onCheckProfile={onCheckProfile}
            onDone={close}
          />
        )}
      </BarPanel>
      <BarPanel {...panel} part="checks" label={t.status}>
        {(close) => (
          <ChecksPanel
            target={target}
            onNewMessage={pressNewMessage}
            onCheckProfile={onCheckProfile}
            onDone={close}
          />
        )}
      </BarPanel>
      <Summary target={target} />
    </section>
  )
}

function AppTrigger({ target }: { target: Target }) {
  const t = useTexts(barTexts)
  const environments = useEnvironmentNames()
  const { name, color, environment, base_url } = target.profile
  return (
    <BarTrigger
      part="app"
      target={target}
      label={t.app}
      title={`${name} · ${environments[environment]} · ${base_url}`}
      value={
        <>
          <ColorDot color={color} />
          <bdi className={styles.text}>{name}</bdi>
          <span className={styles.tag} data-environment={environment}>
            {environments[environment]}
          </span>
        </>
      }
    />
  )
}

function useRecipientName({ profile, recipient, nameOf }: Target): string {
  const t = useTexts(barTexts)
  if (recipient) return nameOf(recipient)
  // The emulator's default recipient is loading.
  return profile.brand === 'emulator' ? '…' : t.noRecipient
}

function RecipientTrigger({ target }: { target: Target }) {
  const t = useTexts(barTexts)
  const name = useRecipientName(target)
  return (
    <BarTrigger
      part="recipient"
      target={target}
      label={t.recipient}
      title={name}
      value={<bdi className={styles.text}>{name}</bdi>}
    />
  )
}

/** The message in one line: its text if it is known, else its ID; another chat than the recipient's is named. */
function useMessageLine({ sendKind, messageId, message, recipientChat }: Target) {
  const t = useTexts(barTexts)
  if (messageId === '') {
    return { id: '', text: sendKind() === 'new_message' ? t.nextMessage : t.noMessage }
  }
  const { chatId, chatName } = message
  const elsewhere = chatName !== null && chatId !== recipientChat ? `${chatName}: ` : ''
  return {
    id: shortId(messageId),
    text: message.text === null ? `${elsewhere}${messageId}` : `${elsewhere}“${message.text}”`,
  }
}

function MessageTrigger({ target }: { target: Target }) {
  const t = useTexts(barTexts)
  const { id, text } = useMessageLine(target)
  return (
    <BarTrigger
      part="message"
      target={target}
      label={
        <>
          {t.message} {id === '' ? null : <code title={target.messageId}>{id}</code>}
        </>
      }
      title={text}
      value={<IsolatedText text={text} oneLine />}
    />
  )
}

/** On a narrow screen: the message with app and recipient; it opens all parts. */
function CompactButton({ ref, target }: { ref: Ref<HTMLButtonElement>; target: Target }) {
  const t = useTexts(barTexts)
  const { text } = useMessageLine(target)
  const recipient = useRecipientName(target)
  const where = `${t.message} · ${target.profile.name} · ${target.to ?? recipient}`
  return (
    <button
      ref={ref}
      type="button"
      className={styles.compact}
      popoverTarget={SHEET_ID}
      title={`${where}: ${text}`}
    >
      <span className={styles.label}>{where}</span>
      <span className={styles.value}>
        <IsolatedText text={text} oneLine />
      </span>
      <ChevronDown size={14} className={styles.chevron} aria-hidden="true" />
    </button>
  )
}

/** `om_2a07…dc7` */
function shortId(id: string): string {
  return id.length > 14 ? `${id.slice(0, 7)}…${id.slice(-3)}` : id
}

const ICONS = { good: CircleCheck, bad: CircleX, unsure: CircleHelp, quiet: CircleHelp }

/** The status of the target; it opens the list of checks. */
function StatusButton({ target }: { target: Target }) {
  const status = useStatus(target)
  const Icon = ICONS[status.tone]
  return (
    <button
      {...triggerProps('checks', target.openPart)}
      className={styles.status}
      data-tone={status.tone}
      title={status.sentence}
    >
      <Icon size={16} aria-hidden="true" />
      <span className={styles.word}>{status.word}</span>
      {status.detail === '' && status.until === null ? null : (
        <>
          <span className="visually-hidden">{status.separator}</span>
          <span className={styles.detail}>
            <StatusDetail {...status} />
          </span>
        </>
      )}
    </button>
  )
}

/** Describes Send, and announces what changes without a press. */
function Summary({ target }: { target: Target }) {
  const { sentence } = useStatus(target)
  return (
    <>
      <span id={PRECHECK_SUMMARY_ID} hidden>
        {sentence}
      </span>
      {target.messageId === '' ? null : <Announcements target={target} />}
    </>
  )
}
