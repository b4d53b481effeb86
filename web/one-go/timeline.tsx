import { CircleDashed, Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Exchange } from '#contract/exchange'
import { formatDuration, formatMoment, readerTag } from '../exchange-view/format.ts'
import { verdictOf } from '../exchange-view/verdict.ts'
import { VERDICT_LOOKS } from '../exchange-view/verdict-looks.ts'
import { verdictText } from '../exchange-view/verdict-text.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import type { Delivered } from '../queries/use-delivery.ts'
import tones from '../ui/tone.module.css'
import { oneGoTexts } from './texts.ts'
import styles from './timeline.module.css'

type Props = { delivered: Delivered | null; sending: boolean }

/** The steps of a delivery in their order, with when each began and how long it took. */
export function Timeline({ delivered, sending }: Props) {
  const t = useTexts(oneGoTexts)
  const { create = null, pushes = [], refusal = null } = delivered ?? {}
  const from = create?.started_at ?? pushes[0]?.started_at
  const pushing = sending && create !== null
  return (
    <ol className={styles.timeline} aria-label={t.timeline}>
      {create ? (
        <Step name={t.steps.create} exchange={create} from={from} />
      ) : (
        <Pending name={t.steps.create} waiting={sending} />
      )}
      {pushes.map((push, index) => (
        <Step
          key={push.id}
          name={index === 0 ? t.steps.push : t.steps.again}
          exchange={push}
          from={from}
        />
      ))}
      {pushing || refusal || pushes.length === 0 ? (
        <Pending name={pushes.length > 0 ? t.steps.again : t.steps.push} waiting={pushing} />
      ) : null}
    </ol>
  )
}

type StepProps = { name: string; exchange: Exchange; from: string | undefined }

function Step({ name, exchange, from }: StepProps) {
  const t = useTexts(oneGoTexts)
  const { locale } = useLocale()
  const tag = readerTag(locale, navigator.languages)
  const { started_at, duration_ms, code } = exchange
  const { icon: Icon, tone } = VERDICT_LOOKS[verdictOf(exchange)]
  const after = from === undefined ? 0 : Date.parse(started_at) - Date.parse(from)
  return (
    <Row tone={tones[tone] ?? ''} icon={<Icon size={18} aria-hidden="true" />}>
      <p className={styles.name}>
        {name} · {verdictText(exchange, locale)}
        {code === null ? null : <code className={styles.code}>{code}</code>}
      </p>
      <p className={styles.when}>
        <time dateTime={started_at}>{formatMoment(started_at, tag)}</time>
        {' · '}
        {formatDuration(duration_ms, tag)}
        {after > 0 ? ` · ${t.after(formatDuration(after, tag))}` : null}
      </p>
    </Row>
  )
}

function Pending({ name, waiting }: { name: string; waiting: boolean }) {
  const t = useTexts(oneGoTexts)
  const Icon = waiting ? Hourglass : CircleDashed
  return (
    <Row tone={styles.quiet ?? ''} icon={<Icon size={18} aria-hidden="true" />}>
      <p className={styles.name}>{name}</p>
      <p className={styles.when}>{waiting ? t.waiting : t.notMade}</p>
    </Row>
  )
}

function Row({ tone, icon, children }: { tone: string; icon: ReactNode; children: ReactNode }) {
  return (
    <li className={styles.step}>
      <span className={`${styles.mark} ${tone}`}>{icon}</span>
      <div className={styles.words}>{children}</div>
    </li>
  )
}
