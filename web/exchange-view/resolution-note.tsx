import { Link } from 'wouter'
import { EVIDENCE_MEANINGS } from '#contract/evidence'
import type { Resolution } from '#contract/ledger'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { ExactText } from '../ui/exact-text.tsx'
import { formatMoment, readerTag } from './format.ts'
import { ResolutionBadge } from './resolution-badge.tsx'
import styles from './resolution-note.module.css'
import { resolveTexts } from './resolve-texts.ts'

/** What later evidence or a person says about a send of unknown outcome, with whose word it is. */
export function ResolutionNote({ resolution }: { resolution: Resolution }) {
  const t = useTexts(resolveTexts)
  const { locale } = useLocale()
  const { verdict, by, actor, evidence, exchange_id, note, at } = resolution
  return (
    <div className={styles.note}>
      <p className={styles.line}>
        <ResolutionBadge verdict={verdict} />
        <span>
          {by === 'person' ? t.byPerson(actor) : t.byRepeat(actor)}
          {' · '}
          <time dateTime={at}>{formatMoment(at, readerTag(locale, navigator.languages))}</time>
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
