import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import type { MoveClock } from '#contract/emulator/control'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Badge, Callout } from '../../ui/callout/callout.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { type ChatView, newestBotMessage } from './chat-views.ts'
import { ControlFailure } from './control-failure.tsx'
import { type ClockReading, EmulatorTime, useEmulatorNow } from './emulator-clock.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

type Props = { profile: string; clock: ClockReading; open: ChatView | undefined }

/** Before, at and after the age at which a message expires. */
const AGES_S = [599, 600, 601]

/** Freezes or moves the emulator's clock, also close to the age at which messages expire. */
export function ClockTab({ profile, clock, open }: Props) {
  const t = useTexts(inspectorTexts)
  const { locale, tag } = useLocale()
  const announce = useAnnounce()
  const control = useControl(profile)
  const [setTo, setSetTo] = useState('')
  const newest = open && newestBotMessage(open)
  const chosen = Date.parse(setTo)

  const move = (body: MoveClock, now_ms?: number) =>
    control.mutate(controlCall('POST /api/emulator/clock', { body }), {
      onSuccess: () => {
        if (now_ms === undefined) return
        const time = new Intl.DateTimeFormat(tag, {
          timeStyle: 'medium',
        })
        announce(t.clockMoved(time.format(now_ms)))
      },
    })
  const set = (now_ms: number) => move({ action: 'set', now_ms }, now_ms)

  return (
    <div className={shared.stack4}>
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
      {clock.hint ? <Callout tone="info">{clock.hint[locale]}</Callout> : null}
      <section className={shared.stack2}>
        <h3 className={styles.heading}>{t.forward}</h3>
        <div className={shared.line}>
          <Button onClick={() => move({ action: 'advance', ms: 1_000 })}>+{t.seconds(1)}</Button>
          <Button onClick={() => move({ action: 'advance', ms: 60_000 })}>+{t.minutes(1)}</Button>
          <Button onClick={() => move({ action: 'advance', ms: 600_000 })}>+{t.minutes(10)}</Button>
        </div>
      </section>
      <section className={shared.stack2}>
        <h3 className={styles.heading}>{t.ageOf}</h3>
        {newest ? (
          <>
            <p className={shared.small}>
              <IsolatedText text={newest.text} oneLine />
            </p>
            <div className={shared.line}>
              {AGES_S.map((age) => (
                <Button key={age} onClick={() => set(newest.create_time_ms + age * 1000)}>
                  {t.seconds(age)}
                </Button>
              ))}
            </div>
            <p className={fieldStyles.hint}>{t.ageHint}</p>
          </>
        ) : (
          <p className={shared.small}>{t.noBotMessage}</p>
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

/** The emulator's time, whether it is running, and its offset from the local clock. */
function ClockFace({ clock }: { clock: ClockReading }) {
  const t = useTexts(inspectorTexts)
  const now = useEmulatorNow(clock)
  const frozen = clock.mode === 'frozen'
  return (
    <div className={shared.stack2}>
      <span className="visually-hidden">{t.now}: </span>
      <span className={styles.time}>
        <EmulatorTime ms={now} withDate />
      </span>
      <div className={shared.line}>
        <Badge tone={frozen ? 'info' : 'good'}>{frozen ? t.frozen : t.running}</Badge>
        {Math.abs(clock.offset_ms) >= 1000 && !frozen ? (
          <span className={shared.small}>{t.offset(formatOffset(clock.offset_ms))}</span>
        ) : null}
      </div>
    </div>
  )
}

/** Formats a difference in milliseconds as `+1:02:03`. */
export function formatOffset(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return `${ms < 0 ? '−' : '+'}${hours}:${clock}`
}
