import { CircleCheck, CircleHelp, CircleX, Hourglass } from 'lucide-react'
import { useTexts } from '../i18n/texts.ts'
import styles from './precheck.module.css'
import type { Precheck } from './precheck.ts'
import { PRECHECK_SUMMARY_ID } from './precheck-summary-id.ts'
import { precheckTexts } from './precheck-texts.ts'

const LOOKS = {
  checking: { icon: Hourglass, tone: 'quiet' },
  idle: { icon: CircleHelp, tone: 'quiet' },
  failed: { icon: CircleHelp, tone: 'unsure' },
  over: { icon: CircleX, tone: 'bad' },
  works: { icon: CircleCheck, tone: 'good' },
  refused: { icon: CircleX, tone: 'bad' },
  unclear: { icon: CircleHelp, tone: 'unsure' },
} as const

/** The pre-check in one sentence; an old result says so. */
export function PrecheckSummary({ precheck, stale }: { precheck: Precheck; stale: boolean }) {
  const textOf = usePrecheckText()
  const { icon: Icon, tone } = LOOKS[precheck.kind]
  const old = stale && precheck.kind === 'works'
  // 230008: the bubbles are already there.
  const done = precheck.kind === 'refused' && precheck.code === 230008
  return (
    <p className={styles.word} data-tone={old || done ? 'quiet' : tone}>
      {done ? <CircleCheck size={15} aria-hidden="true" /> : <Icon size={15} aria-hidden="true" />}
      <span id={PRECHECK_SUMMARY_ID}>{textOf(precheck, stale)}</span>
    </p>
  )
}

/** Returns a function that formats a pre-check as a sentence. */
export function usePrecheckText(): (precheck: Precheck, stale: boolean) => string {
  const t = useTexts(precheckTexts)
  return (precheck, stale) => {
    switch (precheck.kind) {
      case 'works':
        return stale ? t.worked : t.works
      case 'refused':
        return t.refused(precheck.code, precheck.assumed, precheck.why)
      case 'unclear':
        return t.unclear(t.list(precheck.unknown.map((name) => t.checks[name])))
      default:
        return t[precheck.kind]
    }
  }
}
