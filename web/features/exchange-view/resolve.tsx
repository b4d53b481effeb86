import { RotateCw } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Link } from 'wouter'
import { EVIDENCE_MEANINGS } from '#contract/evidence'
import type { Exchange } from '#contract/exchange'
import { NOTE_LIMIT, type Resolution, type ResolutionVerdict, VERDICTS } from '#contract/ledger'
import { LIMITS } from '#contract/limits'
import { useMessageBirth, useResolve } from '../../api-client/history.ts'
import { me } from '../../api-client/rights.ts'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { LabelledTextarea } from '../../ui/form/labelled-field.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { RequestFailure } from './request-failure.tsx'
import { ResolutionBadge, resolutionTexts } from './resolution-badge.tsx'
import styles from './resolve.module.css'

const resolveTexts = defineTexts({
  en: {
    title: 'Was it delivered?',
    lead: 'Unknown. Two ways to find out:',
    settled: 'Current result',
    again: 'Change',
    byPerson: (actor: string) => `Checked by ${actor}`,
    byRepeat: (actor: string) => `Confirmed by a retry of ${actor}`,
    byChat: (actor: string) => `Checked in the chat for ${actor}`,
    note: 'Note',
    seeRepeat: 'View retry',
    repeatTitle: 'Retry to confirm',
    repeatWhy:
      'Sends the same call again. It never adds bubbles twice: if they were delivered, it returns 230008; if not, it adds them. How long 230008 is returned is undocumented.',
    repeat: 'Retry to confirm',
    repeating: 'Retrying…',
    left: (seconds: number) =>
      `About ${seconds} of ${LIMITS.messageAgeSeconds} s left. After that, a retry can’t tell.`,
    late: `The message is older than ${LIMITS.messageAgeSeconds} s: a retry returns 230002 and can’t tell.`,
    personTitle: 'I checked the chat',
    verdict: 'Result',
    noteLabel: 'How do you know? (optional)',
    save: 'Save',
    saving: 'Saving…',
    nowKnown: (verdict: string) => `Saved: ${verdict}`,
    repeatNotRecorded: 'The retry was sent, but its result is not yet saved. It counts once it is.',
  },
  zh: {
    title: '是否已送达？',
    lead: '结果未知。有两种方法确认：',
    settled: '当前结论',
    again: '更改',
    byPerson: (actor) => `由 ${actor} 确认`,
    byRepeat: (actor) => `由 ${actor} 重发确认`,
    byChat: (actor) => `由 ${actor} 读取会话确认`,
    note: '备注',
    seeRepeat: '查看重发',
    repeatTitle: '重发确认',
    repeatWhy:
      '再次发送同样的调用，不会重复添加气泡：如果上次已送达，返回 230008；如果没有，这次会添加。230008 会持续多久，文档未说明。',
    repeat: '重发确认',
    repeating: '正在重发…',
    left: (seconds) => `${LIMITS.messageAgeSeconds} 秒内约剩 ${seconds} 秒，之后重发无法确认结果。`,
    late: `消息已超过 ${LIMITS.messageAgeSeconds} 秒：重发会返回 230002，无法从中得知结果。`,
    personTitle: '我已查看会话',
    verdict: '结果',
    noteLabel: '如何确认的？（可选）',
    save: '保存',
    saving: '正在保存…',
    nowKnown: (verdict) => `已保存：${verdict}`,
    repeatNotRecorded: '重发已发出，但结果尚未保存；保存后才会计入。',
  },
})

/** The resolution of an exchange with unknown outcome, with the options to resolve it. */
export function Resolve({ exchange }: { exchange: Exchange }) {
  const t = useTexts(resolveTexts)
  const verdicts = useTexts(resolutionTexts)
  const announce = useAnnounce()
  const headingId = useId()
  const pressed = useRef(false)
  const { mutate, data, error, isPending, variables } = useResolve(exchange.id)
  const { resolution, endpoint } = exchange
  const repeating = isPending && 'repeat' in variables

  const resolve = (request: Parameters<typeof mutate>[0]) => {
    // Ignores the second click of a double click, which comes before `isPending`.
    if (pressed.current) return
    pressed.current = true
    mutate(request, {
      onSettled: () => {
        pressed.current = false
      },
      onSuccess: ({ exchange: { resolution: now } }) => {
        if (now) announce(t.nowKnown(verdicts[now.verdict]))
      },
    })
  }
  const options = (
    <div className={styles.options}>
      {endpoint === 'push_follow_up' ? (
        <RepeatToResolve
          exchange={exchange}
          busy={isPending}
          repeating={repeating}
          onRepeat={() => resolve({ repeat: true })}
        />
      ) : null}
      <ManualResolution busy={isPending} saving={isPending && !repeating} onSave={resolve} />
    </div>
  )
  return (
    <section className={styles.resolve} aria-labelledby={headingId}>
      <h3 id={headingId} className={styles.title}>
        {resolution ? t.settled : t.title}
      </h3>
      {resolution ? <ResolutionNote resolution={resolution} /> : <p>{t.lead}</p>}
      {data?.repeat?.recorded === false ? (
        <Callout tone="warn">{t.repeatNotRecorded}</Callout>
      ) : null}
      {error ? <RequestFailure error={error} /> : null}
      {resolution ? <Disclosure summary={t.again}>{options}</Disclosure> : options}
    </section>
  )
}

type Props = { exchange: Exchange; busy: boolean; repeating: boolean; onRepeat: () => void }

/** Repeats the push to confirm its outcome, with the time left to do so. */
export function RepeatToResolve({ exchange, busy, repeating, onRepeat }: Props) {
  const t = useTexts(resolveTexts)
  const left = useSecondsLeft(exchange.message_id)
  return (
    <div className={styles.option}>
      <h4 className={styles.optionTitle}>{t.repeatTitle}</h4>
      <p className={styles.why}>{t.repeatWhy}</p>
      {left === null ? null : <p>{left > 0 ? t.left(left) : t.late}</p>}
      <Button
        variant="primary"
        icon={<RotateCw size={16} aria-hidden="true" />}
        aria-disabled={busy}
        onClick={onRepeat}
      >
        {repeating ? t.repeating : t.repeat}
      </Button>
    </div>
  )
}

/** The estimated seconds left to add bubbles to a message; null if this console did not send it. */
function useSecondsLeft(message_id: string | null): number | null {
  const { data: born } = useMessageBirth(message_id)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  if (!born) return null
  const age = Math.floor((now - Date.parse(born)) / 1000)
  return Math.max(0, LIMITS.messageAgeSeconds - Math.max(0, age))
}

type ManualResolutionProps = {
  busy: boolean
  saving: boolean
  onSave: (resolution: { verdict: ResolutionVerdict; note: string }) => void
}

/** Records what the user saw in the chat. */
export function ManualResolution({ busy, saving, onSave }: ManualResolutionProps) {
  const t = useTexts(resolveTexts)
  const verdicts = useTexts(resolutionTexts)
  const id = useId()
  const [verdict, setVerdict] = useState<ResolutionVerdict | null>(null)
  const [note, setNote] = useState('')
  return (
    <div className={styles.option}>
      <h4 className={styles.optionTitle}>{t.personTitle}</h4>
      <fieldset className={styles.verdicts}>
        <legend className="visually-hidden">{t.verdict}</legend>
        {VERDICTS.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={id}
              checked={value === verdict}
              onChange={() => setVerdict(value)}
            />
            {verdicts[value]}
          </label>
        ))}
      </fieldset>
      <div className={styles.noteField}>
        <LabelledTextarea
          label={t.noteLabel}
          maxLength={NOTE_LIMIT}
          value={note}
          onText={setNote}
        />
      </div>
      <Button
        aria-disabled={busy || verdict === null}
        onClick={() => {
          if (verdict !== null) onSave({ verdict, note })
        }}
      >
        {saving ? t.saving : t.save}
      </Button>
    </div>
  )
}

/** The resolution of an exchange with unknown outcome: its source, evidence and note. */
function ResolutionNote({ resolution }: { resolution: Resolution }) {
  const t = useTexts(resolveTexts)
  const { locale, tag } = useLocale()
  const { verdict, by, actor, evidence, exchange_id, note, at } = resolution
  const byTexts = { person: t.byPerson, repeat: t.byRepeat, chat: t.byChat }
  return (
    <div className={styles.note}>
      <p className={styles.line}>
        <ResolutionBadge verdict={verdict} />
        <span>
          {byTexts[by](me.nameOf(actor))}
          {' · '}
          <time dateTime={at}>{formatMoment(at, tag)}</time>
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
