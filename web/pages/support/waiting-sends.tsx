import { Hourglass } from 'lucide-react'
import type { Approval } from '#contract/access/approvals'
import { useApprovalSteps, useApprovals } from '../../api-client/approvals.ts'
import { me } from '../../api-client/rights.ts'
import { localeTag } from '../../i18n/format.ts'
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

/** The own sends of today that wait for approval, or got none. */
export function WaitingSends({ profile, from }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const { data } = useApprovals()
  const { withdraw } = useApprovalSteps()
  const tag = localeTag(locale, navigator.languages)
  const time = (at: string) =>
    new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(new Date(at))
  const stateOf = ({ state, ends_at, decided_by, note }: Approval) => {
    if (state === 'waiting') return t.waiting(time(ends_at))
    if (state === 'expired' || state === 'withdrawn') return t[state]
    return t.rejected(me.nameOf(decided_by ?? '')) + (note ? t.because(note) : '')
  }
  const own = (data?.approvals ?? []).filter(
    (one) =>
      one.actor === me.actor &&
      one.profile === profile &&
      one.state !== 'approved' &&
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
                {time(one.created_at)}
              </time>
            </p>
            <p className={styles.result}>{stateOf(one)}</p>
          </div>
          {one.may.withdraw ? (
            <Button variant="ghost" onClick={() => withdraw.mutate(one.id)}>
              {t.withdraw}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
