import { type FormEvent, useId, useState } from 'react'
import type { DeliveryList, ListSchedule } from '#contract/deliveries/list'
import { useTexts } from '../../../i18n/texts.ts'
import { Button } from '../../../ui/button/button.tsx'
import { HoldButton, type Question } from '../../../ui/button/hold-button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { LabelledInput, LabelledSelect } from '../../../ui/form/labelled-field.tsx'
import styles from './list.module.css'
import { runTexts } from './run-texts.ts'

type Props = {
  list: Pick<DeliveryList, 'schedule'>
  /** What the button says. */
  confirm: string
  /** If not null, the press must be held. */
  question: Question | null
  onSchedule: (schedule: ListSchedule) => void
  onClose: () => void
}

/** The time and zone at which a list starts, and when it waits. */
export function ScheduleDialog({ list, confirm, question, onSchedule, onClose }: Props) {
  const t = useTexts(runTexts)
  const id = useId()
  const [at, setAt] = useState(list.schedule?.at.slice(0, 16) ?? nextMorning())
  const [zone, setZone] = useState(list.schedule?.zone ?? ownZone())
  const [from, setFrom] = useState(list.schedule?.quiet_hours?.from ?? '')
  const [to, setTo] = useState(list.schedule?.quiet_hours?.to ?? '')
  const [tried, setTried] = useState(false)
  const atIssue = at === '' ? t.timeMissing : isPast(at, zone) ? t.past : undefined
  const quietIssue = (from === '') === (to === '') ? undefined : t.quietMissing
  const save = () => {
    setTried(true)
    if (atIssue || quietIssue) return
    onSchedule({ at, zone, quiet_hours: from && to ? { from, to } : null })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    // In production the button below asks for a deliberate press.
    if (!question) save()
  }
  return (
    <Dialog title={t.scheduleTitle} onClose={onClose}>
      <form className={styles.schedule} onSubmit={onSubmit}>
        <LabelledInput
          label={t.at}
          type="datetime-local"
          value={at}
          onText={setAt}
          error={tried ? atIssue : undefined}
          required
        />
        <LabelledSelect
          label={t.zone}
          value={zone}
          options={zones(zone).map((value) => ({ value, label: value }))}
          onValue={setZone}
        />
        <fieldset className={styles.quiet} aria-describedby={id}>
          <legend>{t.quiet}</legend>
          <LabelledInput
            label={t.from}
            type="time"
            value={from}
            onText={setFrom}
            error={tried ? quietIssue : undefined}
          />
          <LabelledInput label={t.to} type="time" value={to} onText={setTo} />
        </fieldset>
        <p id={id} className={styles.note}>
          {t.quietHint}
        </p>
        <h3 className={styles.ruleTitle}>{t.atTheStart}</h3>
        <ul className={styles.rules}>
          {t.startRules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <div className={styles.choices}>
          <Button onClick={onClose}>{t.cancel}</Button>
          <HoldButton
            variant="primary"
            type={question ? 'button' : 'submit'}
            question={atIssue || quietIssue ? null : question}
            onPress={question ? save : () => {}}
          >
            {confirm}
          </HoldButton>
        </div>
      </form>
    </Dialog>
  )
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

/** Every zone that the browser knows, with the chosen one. */
function zones(chosen: string): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return known.includes(chosen) ? known : [chosen, ...known]
}

/** Tomorrow at nine, by the browser's clock, as a `datetime-local` field spells it. */
function nextMorning(): string {
  const day = new Date(Date.now() + 86_400_000)
  const pad = (n: number) => String(n).padStart(2, '0')
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}T09:00`
}

/** Whether a local time in a zone has passed. Times of one zone compare as texts. */
function isPast(at: string, zone: string): boolean {
  const now = new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date())
  return at <= now.replace(' ', 'T')
}
