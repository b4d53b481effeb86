import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { CONSEQUENCES } from '#contract/failures'
import type { Refusal } from '#contract/refusal'
import { me } from '../../api-client/rights.ts'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { keyed } from '../../ui/keyed.ts'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import shared from '../../ui/shared.module.css'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { meaningTexts } from '../exchange-view/meaning-texts.ts'
import { Passage, Passages } from '../exchange-view/parts.tsx'
import styles from './refusal-view.module.css'
import { texts } from './texts.ts'

const ApprovalNews = lazyComponent(() => import('../approvals/approval-state.tsx'), 'ApprovalNews')

type Props = {
  refusal: Refusal
  /** Null if the status belongs to a request whose message was sent. */
  httpStatus: number | null
  /** What the rejection means for the run that it is part of. */
  lead: string | null
  next: ReactNode
}

/** A rejection by the console: its message and issues. */
export function RefusalView({ httpStatus, refusal, lead, next }: Props) {
  const t = useTexts(texts)
  const labels = useTexts(meaningTexts)
  const { locale, tag } = useLocale()
  const { error, message, issues, in_flight, approval } = refusal
  return (
    <Passages>
      <Passage label={labels.happened}>
        {lead ? <p>{lead}</p> : null}
        <p>{message}</p>
        {approval ? <ApprovalNews id={approval.id} /> : null}
        {in_flight ? (
          <p>
            {t.inFlightBy(me.nameOf(in_flight.actor), formatMoment(in_flight.started_at, tag))}{' '}
            <Link href={`/history/${in_flight.exchange_id}`}>{t.seeInFlight}</Link>
          </p>
        ) : null}
        {error === 'internal' ? <p>{t.broke}</p> : null}
        <p className={shared.soft}>
          {httpStatus === null ? null : <>HTTP {httpStatus} · </>}
          <code>{error}</code>
        </p>
      </Passage>
      {issues.length > 0 ? (
        <Passage label={t.issues}>
          <ul className={styles.issues}>
            {keyed(issues).map(([key, issue]) => (
              <li key={key}>
                {issue.path ? (
                  <code>
                    <ExactText>{issue.path}</ExactText>
                  </code>
                ) : (
                  t.wholeBody
                )}
                <p>
                  <ExactText>{issue.message}</ExactText>
                </p>
              </li>
            ))}
          </ul>
        </Passage>
      ) : null}
      {error === 'waiting_for_approval' ? null : (
        <Passage label={labels.advice}>
          <p>
            {error === 'internal'
              ? CONSEQUENCES.unknown.advice[locale]
              : error === 'in_flight'
                ? t.inFlight
                : error === 'rate_limited'
                  ? t.rateLimited
                  : t.consoleRefused}
          </p>
          {next}
        </Passage>
      )}
    </Passages>
  )
}
