import {
  type EventSourceView,
  SHARED_LISTENING_MINUTES,
} from '#contract/event-sources/event-source'
import { RefusedError } from '../../api-client/api.ts'
import { type useEventSource, useListeners } from '../../api-client/event-sources.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Badge, Callout, type Tone } from '../../ui/callout/callout.tsx'
import shared from '../../ui/shared.module.css'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import styles from './event-source.module.css'
import { eventSourceTexts } from './texts.ts'

type Changes = ReturnType<typeof useEventSource>
type State = EventSourceView['long_connection']['state']
type Props = {
  profile: string
  source: EventSourceView
  listen: Changes['listen']
  stop: Changes['stop']
  mayChange: boolean
}

const TONES: Record<State, Tone | 'neutral'> = {
  off: 'neutral',
  connecting: 'info',
  listening: 'good',
  others_listen: 'warn',
  refused: 'bad',
}

/** Listens by long connection; asks first if other clients of the app would miss events. */
export function LongConnection({ profile, source, listen, stop, mayChange }: Props) {
  const t = useTexts(eventSourceTexts).connection
  const { tag } = useLocale()
  const { possible, state, failure, ends_at } = source.long_connection
  const isOn = state !== 'off' && state !== 'refused'
  const { data: listeners } = useListeners(profile, possible && mayChange && !isOn)
  const isPending = listen.isPending || stop.isPending
  const asks =
    listen.error instanceof RefusedError && listen.error.refusal.error === 'others_listen'
  const time = (iso: string) =>
    new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(new Date(iso))
  return (
    <section className={shared.stack2}>
      <h3 className={shared.line}>
        {t.title}
        <span role="status">
          <Badge tone={TONES[state]}>{t.states[state]}</Badge>
        </span>
      </h3>
      <p className={shared.soft}>{possible ? t.lead : t.impossible}</p>
      {!isOn && listeners && listeners.online !== null ? (
        <p className={shared.soft}>{t.listeners(listeners.online)}</p>
      ) : null}
      {failure ? (
        <p className={styles.warn}>
          {failure === 'listeners_unknown' ? t.unknownListeners : t.failure(failure)}
        </p>
      ) : null}
      {isOn ? <p className={shared.soft}>{ends_at ? t.until(time(ends_at)) : t.pauses}</p> : null}
      {possible && mayChange ? (
        <div className={shared.line}>
          {isOn ? (
            <Button aria-disabled={isPending} onClick={() => isPending || stop.mutate()}>
              {t.stop}
            </Button>
          ) : (
            <Button aria-disabled={isPending} onClick={() => isPending || listen.mutate(false)}>
              {t.listen}
            </Button>
          )}
        </div>
      ) : null}
      {asks && listen.error instanceof RefusedError ? (
        <Callout tone="warn" title={listen.error.refusal.message}>
          {listen.error.refusal.issues.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
          <p>{t.harm(SHARED_LISTENING_MINUTES)}</p>
          <div className={shared.line}>
            <Button onClick={() => isPending || listen.mutate(true)}>{t.confirm}</Button>
          </div>
        </Callout>
      ) : listen.error || stop.error ? (
        <RequestFailure error={listen.error ?? stop.error} />
      ) : null}
    </section>
  )
}
