import { CircleCheck, CircleHelp, CircleX, Hourglass } from 'lucide-react'
import { useTexts } from '../i18n/texts.ts'
import styles from './outlook.module.css'
import type { Outlook } from './outlook.ts'
import { outlookTexts } from './outlook-texts.ts'
import { OUTLOOK_WORD_ID } from './outlook-word-id.ts'

const LOOKS = {
  checking: { icon: Hourglass, tone: 'quiet' },
  idle: { icon: CircleHelp, tone: 'quiet' },
  failed: { icon: CircleHelp, tone: 'unsure' },
  over: { icon: CircleX, tone: 'bad' },
  works: { icon: CircleCheck, tone: 'good' },
  refused: { icon: CircleX, tone: 'bad' },
  unclear: { icon: CircleHelp, tone: 'unsure' },
} as const

/** The outlook in one sentence; an old one says so. */
export function OutlookWord({ outlook, stale }: { outlook: Outlook; stale: boolean }) {
  const words = useOutlookWords()
  const { icon: Icon, tone } = LOOKS[outlook.kind]
  const old = stale && outlook.kind === 'works'
  // Bubbles that are there already are what was wanted.
  const done = outlook.kind === 'refused' && outlook.code === 230008
  return (
    <p className={styles.word} data-tone={old || done ? 'quiet' : tone}>
      {done ? <CircleCheck size={15} aria-hidden="true" /> : <Icon size={15} aria-hidden="true" />}
      <span id={OUTLOOK_WORD_ID}>{words(outlook, stale)}</span>
    </p>
  )
}

/** Puts an outlook into words. */
export function useOutlookWords(): (outlook: Outlook, stale: boolean) => string {
  const t = useTexts(outlookTexts)
  return (outlook, stale) => {
    switch (outlook.kind) {
      case 'works':
        return stale ? t.worked : t.works
      case 'refused':
        return t.refused(outlook.code, outlook.assumed, outlook.why)
      case 'unclear':
        return t.unclear(t.list(outlook.unknown.map((name) => t.checks[name])))
      default:
        return t[outlook.kind]
    }
  }
}
