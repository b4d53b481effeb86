import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import type { MoveClock } from '#contract/emulator-control'
import { readerTag } from '../exchange-view/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useControl } from '../queries/emulator-control.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import fieldStyles from '../ui/field.module.css'
import { IsolatedText } from '../ui/isolated-text.tsx'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { ClockFace } from './clock-face.tsx'
import { ControlFailure } from './control-failure.tsx'
import { type Conversation, newestBotMessage } from './conversations.ts'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'
import type { ReadClock } from './use-emulator-now.ts'

type Props = { profile: string; clock: ReadClock; open: Conversation | undefined }

/** On either side of the edge, and at it. */
const AGES_S = [599, 600, 601]

/** The emulator's own clock: stop it, move it, or put it beside the edge at which messages expire. */
export function ClockTab({ profile, clock, open }: Props) {
  const t = useTexts(inspectorTexts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const control = useControl(profile)
  const [setTo, setSetTo] = useState('')
  const newest = open && newestBotMessage(open)
  const chosen = Date.parse(setTo)

  const move = (body: MoveClock, now_ms?: number) =>
    control.mutate(
      { method: 'POST', path: '/clock', body },
      {
        onSuccess: () => {
          if (now_ms === undefined) return
          const time = new Intl.DateTimeFormat(readerTag(locale, navigator.languages), {
            timeStyle: 'medium',
          })
          announce(t.clockMoved(time.format(now_ms)))
        },
      },
    )
  const set = (now_ms: number) => move({ action: 'set', now_ms }, now_ms)

  return (
    <div className={styles.tab}>
      <div className={styles.spread}>
        <ClockFace clock={clock} />
        {clock.mode === 'frozen' ? (
          <Button
            icon={<Play size={16} aria-hidden="true" />}
            onClick={() => move({ action: 'resume' })}
          >
            {t.resume}
          </Button>
        ) : (
          <Button
            icon={<Pause size={16} aria-hidden="true" />}
            onClick={() => move({ action: 'freeze' })}
          >
            {t.freeze}
          </Button>
        )}
      </div>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t.forward}</h3>
        <div className={styles.row}>
          <Button onClick={() => move({ action: 'advance', ms: 1_000 })}>+{t.seconds(1)}</Button>
          <Button onClick={() => move({ action: 'advance', ms: 60_000 })}>+{t.minutes(1)}</Button>
          <Button onClick={() => move({ action: 'advance', ms: 600_000 })}>+{t.minutes(10)}</Button>
        </div>
      </section>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t.ageOf}</h3>
        {newest ? (
          <>
            <p className={styles.soft}>
              <IsolatedText text={newest.text} oneLine />
            </p>
            <div className={styles.row}>
              {AGES_S.map((age) => (
                <Button key={age} onClick={() => set(newest.create_time_ms + age * 1000)}>
                  {t.seconds(age)}
                </Button>
              ))}
            </div>
            <p className={fieldStyles.hint}>{t.ageHint}</p>
          </>
        ) : (
          <p className={styles.soft}>{t.noBotMessage}</p>
        )}
      </section>
      <form
        className={styles.inline}
        onSubmit={(event) => {
          event.preventDefault()
          if (!Number.isNaN(chosen)) set(chosen)
        }}
      >
        <LabelledInput
          label={t.setTo}
          type="datetime-local"
          step="1"
          required
          value={setTo}
          onText={setSetTo}
        />
        <Button type="submit">{t.set}</Button>
      </form>
      <ControlFailure error={control.error} />
    </div>
  )
}
