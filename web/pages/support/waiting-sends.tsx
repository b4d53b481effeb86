import { Hourglass } from 'lucide-react'
import type { Approval } from '#contract/access/approvals'
import { useApprovals } from '../../api-client/approvals.ts'
import { me } from '../../api-client/rights.ts'
import { useApprovalState, Withdraw } from '../../features/approvals/approval-state.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './sent-today.module.css'

const texts = defineTexts({
  en: { list: 'Waiting for approval', bubbles: 'Bubbles for a message' },
  zh: { list: '等待审批', bubbles: '为一条消息添加气泡' },
})

type Props = {
  profile: string
  /** The start of the day. */
  from: string
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
