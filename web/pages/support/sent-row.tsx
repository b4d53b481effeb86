import { CircleAlert, CircleCheck, CircleHelp, Info, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Delivery } from '#contract/deliveries/delivery'
import type { EmulatorState } from '#contract/emulator/state'
import { useDeliveryCalls } from '../../api-client/deliveries.ts'
import { useKnownRecipients } from '../../api-client/known-recipients.ts'
import { nameOf } from '../../features/target/recipients.ts'
import { formatDuration, formatMoment, localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { canRecall, describeEnd } from './describe-end.ts'
import { type PlainOutcome, plainOutcome } from './plain-outcome.ts'
import { useWait, WaitLabel } from './send-bar.tsx'
import styles from './sent-today.module.css'
import { supportTexts } from './texts.ts'

const ICONS = {
  info: Info,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  unsure: CircleHelp,
} as const

type Props = {
  delivery: Delivery
  profile: string
  emulator: EmulatorState | undefined
  /** The name of its template, if it still exists. */
  template: string | null
}

/** One delivery of today: person, template, time, result, and one safe step. */
export function SentRow({ delivery, profile, emulator, template }: Props) {
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const known = useKnownRecipients(profile)
  const tag = localeTag(locale, navigator.languages)
  const { recipient, state, created_at } = delivery
  const person = recipient && nameOf(recipient, { emulator, app_id: '', known })
  const name = person ?? recipient?.label ?? recipient?.receive_id ?? t.someone
  const outcome = plainOutcome(delivery, name, locale, Date.now())
  const reply = state === 'sent' ? findReply(delivery, emulator) : null
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(new Date(created_at))
  const Icon = ICONS[outcome.tone]
  return (
    <li className={styles.row} data-state={state} data-tone={outcome.tone}>
      <Icon size={16} className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.head}>
          <strong>
            <IsolatedText text={name} oneLine />
          </strong>
          {template === null ? null : (
            <span className={styles.template}>
              <IsolatedText text={template} oneLine />
            </span>
          )}
          <time className={styles.time} dateTime={created_at}>
            {time}
          </time>
        </p>
        <p className={styles.result}>
          {reply
            ? reply.clicked
              ? t.clicked(reply.text, formatDuration(reply.after_ms, tag))
              : t.answered(formatDuration(reply.after_ms, tag))
            : outcome.title}
        </p>
      </div>
      <RowAct
        delivery={delivery}
        profile={profile}
        name={name}
        outcome={outcome}
        template={template}
      />
    </li>
  )
}

type ActProps = {
  delivery: Delivery
  profile: string
  name: string
  outcome: PlainOutcome
  template: string | null
}

/** The one safe step of a delivery: finish it, look at the chat, take it back, or report it. */
function RowAct({ delivery, profile, name, outcome, template }: ActProps) {
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const calls = useDeliveryCalls()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const wait = useWait(profile)
  const make = async (call: typeof calls.continue) => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    const end = await call(delivery.id)
    setBusy(false)
    const described = describeEnd({ status: 'ended', end, first: false }, name, locale, Date.now())
    announce(described.outcome.title)
    if (end.end !== 'delivery') setProblem(described.outcome.title)
  }
  const { next } = outcome
  if (next === 'finish') {
    const label = delivery.state === 'not_sent' || delivery.state === 'refused' ? 'again' : 'finish'
    const blocked = busy || wait !== null
    return (
      <Act problem={problem}>
        <Button
          aria-label={t.actFor(t.acts[label], name)}
          aria-disabled={blocked}
          onClick={() => {
            if (!blocked) void make(calls.continue)
          }}
        >
          {wait === null ? t.acts[label] : <WaitLabel until={wait} />}
        </Button>
      </Act>
    )
  }
  const exchange = delivery.push ?? delivery.create
  if (next === 'check_chat' && exchange) {
    return (
      <Link className={styles.link} href={`/history/${exchange.id}`}>
        {t.acts.check_chat}
      </Link>
    )
  }
  if (outcome.tone === 'good' && canRecall(delivery)) {
    return (
      <Act problem={problem}>
        <Button
          aria-label={t.actFor(t.recall, name)}
          aria-disabled={busy}
          onClick={() => void make(calls.recall)}
        >
          {t.recall}
        </Button>
      </Act>
    )
  }
  if (delivery.state === 'running' || delivery.state === 'recalled') return null
  return (
    <CopyButton
      variant="ghost"
      labelled
      label={t.report}
      aria-label={t.reportFor(name)}
      text={reportOf({
        delivery,
        name,
        outcome,
        template,
        t,
        tag: localeTag(locale, navigator.languages),
      })}
    />
  )
}

function Act({ problem, children }: { problem: string | null; children: React.ReactNode }) {
  return (
    <div className={styles.act}>
      {children}
      {problem === null ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}

type Report = {
  delivery: Delivery
  name: string
  outcome: PlainOutcome
  template: string | null
  t: (typeof supportTexts)['en']
  tag: string
}

/** A plain report for a colleague: what was sent to whom, what happened, and what to look it up by. */
export function reportOf({ delivery, name, outcome, template, t, tag }: Report): string {
  const { recipient, create, push, message_id, id, created_at } = delivery
  const last = push ?? create
  const version = delivery.template ? ` v${delivery.template.version}` : ''
  const lines: [string, string | null | undefined][] = [
    [t.reportLines.person, [name, recipient?.receive_id].filter(Boolean).join(' · ')],
    [t.reportLines.template, template === null ? null : `${template}${version}`],
    [t.reportLines.time, formatMoment(created_at, tag)],
    [t.reportLines.result, `${outcome.title} ${outcome.todo}`],
    [t.reportLines.code, last?.code === null ? null : last?.code.toString()],
    [t.reportLines.logId, last?.log_id],
    [t.reportLines.messageId, message_id],
    [t.reportLines.delivery, id],
  ]
  return lines.flatMap(([label, value]) => (value ? [`${label}${t.colon}${value}`] : [])).join('\n')
}

type Reply = { text: string; clicked: boolean; after_ms: number }

/** What the person wrote or clicked after the bubbles, as far as the emulator shows it. */
export function findReply(
  { message_id, follow_ups }: Pick<Delivery, 'message_id' | 'follow_ups'>,
  emulator: Pick<EmulatorState, 'chats'> | undefined,
): Reply | null {
  if (message_id === null) return null
  const chat = emulator?.chats.find(({ messages }) =>
    messages.some((one) => one.message_id === message_id),
  )
  const at = chat?.messages.findIndex((one) => one.message_id === message_id) ?? -1
  const sent = chat?.messages[at]
  const reply = chat?.messages.slice(at + 1).find(({ sender }) => sender.sender_type === 'user')
  if (!sent || !reply) return null
  const texts = textsOf(follow_ups)
  return {
    text: reply.text,
    clicked: texts.has(reply.text),
    after_ms: reply.create_time_ms - sent.create_time_ms,
  }
}

/** Every text of some bubbles, in any language. */
function textsOf(followUps: unknown): Set<string> {
  const texts = new Set<string>()
  JSON.stringify(followUps, (key, value) => {
    if (key === 'content' && typeof value === 'string') texts.add(value)
    return value
  })
  return texts
}
