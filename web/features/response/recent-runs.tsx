import { Link } from 'wouter'
import type { Locale } from '#contract/locale'
import { localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import type { Run } from '../exchange-view/run.ts'
import styles from './recent-runs.module.css'
import { decidingExchange, runSteps } from './run-steps.ts'
import { texts } from './texts.ts'
import { verdictOf } from './verdict.ts'

type Props = { run: Run; recent: readonly Run[]; onShowRun: (run: Run) => void }

/** The last runs of this page, newest first; a press shows one again. */
export function RecentRuns({ run, recent, onShowRun }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const ended = recent.filter(({ status }) => status !== 'idle' && status !== 'sending')
  return (
    <footer className={styles.recent}>
      {ended.length === 0 ? null : <span id="recent-runs">{t.recent}</span>}
      <ul className={styles.runs} aria-labelledby="recent-runs" hidden={ended.length === 0}>
        {ended.map((one, index) => (
          <li key={keyOf(one, ended.length - index)}>
            <button
              type="button"
              className={styles.chip}
              data-tone={toneOf(one, locale)}
              aria-pressed={one === run}
              onClick={() => onShowRun(one)}
            >
              {labelOf(one, locale)}
            </button>
          </li>
        ))}
      </ul>
      <Link href="/history">{t.history}</Link>
    </footer>
  )
}

function keyOf(run: Run, number: number): string {
  if ('key' in run) return run.key
  return decidingExchange(run)?.id ?? `run ${number}`
}

function toneOf(run: Run, locale: Locale): string {
  return run.status === 'idle'
    ? 'info'
    : verdictOf(run, runSteps(run).at(-1) ?? null, locale).look.tone
}

/** The code and the time of a run: `230008 · 12:19:32`. */
function labelOf(run: Run, locale: Locale): string {
  const t = texts[locale]
  if (run.status === 'refused') {
    return run.refusal.error === 'internal' ? t.unknown : t.notSentShort
  }
  if (run.status !== 'done') return t.unknown
  const exchange = decidingExchange(run)
  const result = exchange?.code ?? (exchange?.outcome === 'unknown' ? t.unknown : t.notSentShort)
  const time = new Intl.DateTimeFormat(localeTag(locale, navigator.languages), {
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(run.at)
  return `${result} · ${time}`
}
