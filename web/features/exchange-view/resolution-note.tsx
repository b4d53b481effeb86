import { Link } from 'wouter'
import { EVIDENCE_MEANINGS } from '#contract/evidence'
import type { Resolution } from '#contract/ledger'
import { me } from '../../api-client/rights.ts'
import { formatMoment, localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { ResolutionBadge } from './resolution-badge.tsx'
import styles from './resolution-note.module.css'
import { resolveTexts } from './resolve-texts.ts'

/** The resolution of an exchange with unknown outcome: its source, evidence and note. */
export function ResolutionNote({ resolution }: { resolution: Resolution }) {
  const t = useTexts(resolveTexts)
  const { locale } = useLocale()
  const { verdict, by, actor, evidence, exchange_id, note, at } = resolution
  const byTexts = { person: t.byPerson, repeat: t.byRepeat, chat: t.byChat }
  return (
    <div className={styles.note}>
      <p className={styles.line}>
        <ResolutionBadge verdict={verdict} />
        <span>
          {byTexts[by](me.nameOf(actor))}
          {' · '}
          <time dateTime={at}>{formatMoment(at, localeTag(locale, navigator.languages))}</time>
        </span>
      </p>
      {evidence ? <p>{EVIDENCE_MEANINGS[evidence].meaning[locale]}</p> : null}
      {note ? (
        <p>
          {t.note}: <ExactText>{note}</ExactText>
        </p>
      ) : null}
      {exchange_id ? (
        <p>
          <Link href={`/history/${exchange_id}`}>{t.seeRepeat}</Link>
        </p>
      ) : null}
    </div>
  )
}
