import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import type { ResultReason } from '#contract/results/result-kinds'
import { useLiveResults } from '../../api-client/results.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounceChange } from '../../ui/announcer.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { describeResult, mayChange, resultOf } from './describe-result.ts'
import styles from './push-result.module.css'
import { resultTexts } from './texts.ts'

/** What became of the bubbles of a push, with how it is known; nothing for a push that did not land. */
export function PushResult({ push }: { push: Exchange }) {
  const t = useTexts(resultTexts)
  const { locale } = useLocale()
  const result = resultOf(push)
  const described = result && describeResult(result, locale)
  useLiveResults(mayChange(result))
  useAnnounceChange(described?.sentence ?? '')
  if (!described) return null
  const { tone, sentence, notes } = described
  return (
    <section className={styles.result} aria-label={t.title}>
      <p className={styles.label}>{t.title}</p>
      <p className={styles.sentence} data-tone={tone}>
        <IsolatedText text={sentence} />
      </p>
      <p className={shared.small}>
        {notes.join(locale === 'zh' ? '' : ' ')}{' '}
        {result.why ? <FixLink why={result.why} profile={push.profile} /> : null}
      </p>
    </section>
  )
}

/** Leads to the switch of watching, or to the connection test, which says what is missing and how to add it. */
function FixLink({ why, profile }: { why: ResultReason; profile: string }) {
  const t = useTexts(resultTexts).fix
  if (why === 'not_watched') return <Link href="/apps">{t.not_watched}</Link>
  if (why !== 'no_scope' && why !== 'no_access') return null
  return <Link href={`/apps?${new URLSearchParams({ profile, check: '1' })}`}>{t[why]}</Link>
}
