import { Hourglass } from 'lucide-react'
import type { Approval } from '#contract/access/approvals'
import { useApprovalSteps, useApprovals } from '../../api-client/approvals.ts'
import { me } from '../../api-client/rights.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './sent-today.module.css'

const texts = defineTexts({
  en: {
    list: 'Waiting for approval',
    waiting: (until: string) => `Waiting for approval until ${until}`,
    rejected: (name: string) => `Not sent: rejected by ${name}`,
    refused: (name: string) => `Approved by ${name}, but not sent`,
    because: (note: string) => `: ${note}`,
    expired: 'Not sent: not approved in time',
    withdrawn: 'Not sent: withdrawn',
    bubbles: 'Bubbles for a message',
    withdraw: 'Withdraw',
  },
  zh: {
    list: '等待审批',
    waiting: (until: string) => `等待审批，${until} 过期`,
    rejected: (name: string) => `未发送：${name} 已拒绝`,
    refused: (name: string) => `${name} 已批准，但未发送`,
    because: (note: string) => `：${note}`,
    expired: '未发送：审批已过期',
    withdrawn: '未发送：已撤回',
    bubbles: '为一条消息添加气泡',
    withdraw: '撤回',
  },
})

type Props = {
  profile: string
  /** The start of the day. */
  from: string
}

/** Returns functions that say what became of a proposal, and when something was. */
export function useApprovalState() {
  const t = useTexts(texts)
  const { tag } = useLocale()
  const timeOf = (at: string) =>
    new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(new Date(at))
  const stateOf = ({ state, ends_at, decided_by, note }: Approval) => {
    if (state === 'waiting') return t.waiting(timeOf(ends_at))
    if (state === 'expired' || state === 'withdrawn') return t[state]
    const name = me.nameOf(decided_by ?? '')
    if (state === 'approved') return t.refused(name)
    return t.rejected(name) + (note ? t.because(note) : '')
  }
  return { stateOf, timeOf }
}

/** Whether a proposal sent or started something. */
export const isSent = ({ state, result }: Approval): boolean =>
  state === 'approved' && result?.refused == null

/** The own sends of today that wait for approval, or were not sent. */
export function WaitingSends({ profile, from }: Props) {
  const t = useTexts(texts)
  const { stateOf, timeOf } = useApprovalState()
  const { data } = useApprovals()
  const own = (data?.approvals ?? []).filter(
    (one) =>
      one.actor === me.actor &&
      one.profile === profile &&
      !isSent(one) &&
      (one.state === 'waiting' || one.created_at >= from),
  )
  if (own.length === 0) return null
  return (
    <ul className={styles.list} aria-label={t.list}>
      {own.map((one) => (
        <li
          key={one.id}
          className={styles.row}
          data-tone={one.state === 'waiting' ? 'info' : 'warn'}
        >
          <Hourglass size={16} className={styles.icon} aria-hidden="true" />
          <div className={styles.words}>
            <p className={styles.head}>
              <strong>
                <IsolatedText
                  text={
                    one.list?.name || one.recipient?.label || one.recipient?.receive_id || t.bubbles
                  }
                  oneLine
                />
              </strong>
              <time className={styles.time} dateTime={one.created_at}>
                {timeOf(one.created_at)}
              </time>
            </p>
            <p className={styles.result}>{stateOf(one)}</p>
          </div>
          <Withdraw approval={one} />
        </li>
      ))}
    </ul>
  )
}

/** Takes back a proposal, for its author. */
export function Withdraw({ approval: { id, may } }: { approval: Approval }) {
  const t = useTexts(texts)
  const { withdraw } = useApprovalSteps()
  return may.withdraw ? <Button onClick={() => withdraw.mutate(id)}>{t.withdraw}</Button> : null
}
