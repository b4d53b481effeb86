import { CircleDashed, Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Exchange } from '#contract/exchange'
import type { Delivered } from '../api-client/use-delivery.ts'
import { exchangeStatus, STATUS_LOOKS, statusText } from '../exchange-view/exchange-status.ts'
import { formatDuration, formatMoment, localeTag } from '../i18n/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import tones from '../ui/callout/tone.module.css'
import { oneGoTexts } from './texts.ts'
import styles from './timeline.module.css'

type Props = { delivered: Delivered | null; sending: boolean }

/** The steps of a delivery in order, with their start and duration. */
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
  const tag = localeTag(locale, navigator.languages)
  const { started_at, duration_ms, code } = exchange
  const { icon: Icon, tone } = STATUS_LOOKS[exchangeStatus(exchange)]
  const after = from === undefined ? 0 : Date.parse(started_at) - Date.parse(from)
  return (
    <Row tone={tones[tone] ?? ''} icon={<Icon size={18} aria-hidden="true" />}>
      <p className={styles.name}>
        {name} · {statusText(exchange, locale)}
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
