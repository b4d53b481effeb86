import { Send, UserRoundPlus } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Profile } from '#contract/profile'
import { useApprovals } from '../../api-client/approvals.ts'
import { ASKS_TO_SIGN_IN, may, me } from '../../api-client/rights.ts'
import { useWait, WaitLabel } from '../../features/delivery/delivery-acts.tsx'
import { deliveryTexts } from '../../features/delivery/delivery-texts.ts'
import { type DescribedEnd, describeEnd } from '../../features/delivery/describe-end.ts'
import { useProductionQuestion } from '../../features/profile/profile-badge.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { HoldButton } from '../../ui/button/hold-button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import shared from '../../ui/shared.module.css'
import styles from './send-bar.module.css'
import { supportTexts } from './texts.ts'
import type { Desk } from './use-desk.ts'

type ReadyProps = {
  profile: Profile
  sendButton: RefObject<HTMLButtonElement | null>
  /** What would be sent, or why it cannot be sent yet. */
  summary: ReactNode
  problem: string | null
  sending: boolean
  onSend: () => void
}

/** Send, with what it sends and to whom. */
export function ReadyBar({ profile, sendButton, summary, problem, sending, onSend }: ReadyProps) {
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const question = useProductionQuestion(profile)
  const wait = useWait(profile.id)
  const allowed = may.on('sender', profile)
  const { data: approvals } = useApprovals(ASKS_TO_SIGN_IN)
  const blocked = sending || wait !== null || !allowed
  return (
    <section className={styles.bar} aria-label={t.sendBar}>
      <HoldButton
        ref={sendButton}
        variant="primary"
        icon={<Send size={16} aria-hidden="true" />}
        aria-disabled={blocked}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        question={blocked || problem !== null ? null : question}
        onPress={() => {
          if (!blocked) onSend()
        }}
      >
        {sending ? t.sending : wait === null ? t.send : <WaitLabel until={wait} />}
      </HoldButton>
      <div className={styles.words}>
        <p>{allowed ? summary : me.cannotSend[locale]}</p>
        {question ? <p className={shared.quiet}>{t.hold}</p> : null}
        {question && approvals?.apps.includes(profile.id) ? (
          <p className={shared.quiet}>{t.needsApproval}</p>
        ) : null}
      </div>
    </section>
  )
}

type AskProps = { profile: Profile; title: string; onChangePerson: () => void; onSend: () => void }

/** Asks before a person is written to twice within ten minutes. */
export function RecentBar({ profile, title, onChangePerson, onSend }: AskProps) {
  const t = useTexts(supportTexts)
  const first = useRef<HTMLButtonElement>(null)
  const question = useProductionQuestion(profile)
  const announce = useAnnounce()
  useEffect(() => {
    first.current?.focus()
    announce(title)
  }, [announce, title])
  return (
    <section aria-label={t.sendBar}>
      <Callout tone="warn" title={title}>
        <p>{t.recentTodo}</p>
        <div className={styles.buttons}>
          <Button ref={first} variant="primary" onClick={onChangePerson}>
            {t.changePerson}
          </Button>
          <HoldButton question={question} onPress={onSend}>
            {t.sendAnyway}
          </HoldButton>
        </div>
      </Callout>
    </section>
  )
}

type ResultProps = {
  desk: Desk
  profile: Profile
  /** What the recipient is called. */
  name: string
  /** Opens the form again with what must be chosen or written anew. */
  onEdit: (what: 'texts' | 'person' | 'new_message') => void
  onNext: () => void
}

/** What happened to the delivery, with its one safe step and the next person. */
export function ResultBar({ desk, profile, name, onEdit, onNext }: ResultProps) {
  const t = useTexts(supportTexts)
  const { acts, recall } = useTexts(deliveryTexts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const main = useRef<HTMLButtonElement>(null)
  const { status } = desk
  const described = status.status === 'ended' ? describeEnd(status, name, locale, Date.now()) : null
  const wait = useWait(profile.id, described?.resets_at ?? null)
  useDecision(desk)
  const { title = '', todo = '' } = described?.outcome ?? {}
  useEffect(() => {
    if (title === '') return
    announce(`${title} ${todo}`)
    main.current?.focus()
  }, [announce, title, todo])
  if (!described) return null

  const { outcome, delivery, canRecall, unsent } = described
  const nextPerson = (primary: boolean) => (
    <Button
      {...(primary && { ref: main })}
      variant={primary ? 'primary' : 'secondary'}
      icon={<UserRoundPlus size={16} aria-hidden="true" />}
      onClick={onNext}
    >
      {t.next}
    </Button>
  )
  const act = () => {
    if (outcome.next === 'finish') return desk.finish()
    if (outcome.next === 'fix_texts') return onEdit('texts')
    if (outcome.next === 'other_person') return onEdit('person')
    if (outcome.next === 'new_message') onEdit('new_message')
  }
  const exchange = delivery?.push ?? delivery?.create ?? null
  const id = desk.form.press?.delivery ?? null
  const href = exchange ? `/history/${exchange.id}` : id && `/history/delivery/${id}`
  const hasAct = outcome.next !== 'none' && outcome.next !== 'check_chat'
  const waits = wait !== null && outcome.next === 'finish'
  return (
    <section aria-label={t.sendBar}>
      <Callout tone={outcome.tone} title={title}>
        {todo === '' ? null : <p>{todo}</p>}
        <div className={styles.buttons}>
          {hasAct ? (
            <Button
              ref={main}
              variant="primary"
              aria-disabled={waits}
              onClick={() => {
                if (!waits) act()
              }}
            >
              {waits ? <WaitLabel until={wait} /> : acts[actOf(described)]}
            </Button>
          ) : null}
          {nextPerson(!hasAct)}
          {canRecall ? <Button onClick={desk.recall}>{recall}</Button> : null}
          {unsent && outcome.next !== 'fix_texts' ? (
            <Button variant="ghost" onClick={() => onEdit('texts')}>
              {t.edit}
            </Button>
          ) : null}
          {href ? (
            <Link className={styles.link} href={href}>
              {outcome.next === 'check_chat' ? acts.check_chat : t.details}
            </Link>
          ) : null}
        </div>
      </Callout>
    </section>
  )
}

/** Reads what became of a send once its approval was decided. */
function useDecision({ status, finish }: Desk): void {
  const held =
    status.status === 'ended' && status.end.end === 'refused' ? status.end.refusal.approval : null
  const { data } = useApprovals(Boolean(held))
  const found = data?.approvals.find(({ id }) => id === held?.id)
  const isDecided = found !== undefined && found.state !== 'waiting'
  const read = useRef(finish)
  useEffect(() => {
    read.current = finish
  })
  useEffect(() => {
    if (isDecided) read.current()
  }, [isDecided])
}

/** What the main button of a result is called by. */
function actOf({ outcome, unsent, delivery }: DescribedEnd): keyof typeof deliveryTexts.en.acts {
  if (outcome.next === 'none') return 'check'
  if (outcome.next !== 'finish') return outcome.next
  if (unsent) return 'again'
  return delivery === null ? 'check' : 'finish'
}
