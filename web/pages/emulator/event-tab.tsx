import type { EventDelivery } from '#contract/emulator/events'
import type { EmulatorEvent, EmulatorState } from '#contract/emulator/state'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import type { ChatView } from './chat-views.ts'
import { ControlFailure } from './control-failure.tsx'
import { EmulatorTime } from './emulator-clock.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'
import { SubscriptionForm } from './subscription-form.tsx'

const TONES = {
  sending: 'info',
  delivered: 'good',
  waiting: 'warn',
  given_up: 'bad',
} as const

/** The delivery of one event to an app's URL, with its attempts. */
function DeliveryItem({ profile, delivery }: { profile: string; delivery: EventDelivery }) {
  const t = useTexts(inspectorTexts)
  const { locale } = useLocale()
  const control = useControl(profile)
  const { delivery_id, status, attempts, next_attempt_ms } = delivery
  return (
    <div className={styles.section}>
      <div className={styles.spread}>
        <Badge tone={TONES[status]}>{t.statuses[status]}</Badge>
        <Button
          disabled={control.isPending}
          onClick={() =>
            control.mutate(
              controlCall('POST /api/emulator/deliveries/:delivery_id/redeliver', {
                params: { delivery_id },
              }),
            )
          }
        >
          {t.redeliver}
        </Button>
      </div>
      <ol className={styles.list}>
        {attempts.map((attempt, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only appended
          <li key={index} className={styles.soft}>
            {t.attempt(index + 1)} · <EmulatorTime ms={attempt.at_ms} /> ·{' '}
            <code>
              <ExactText>{attempt.url}</ExactText>
            </code>{' '}
            · {attempt.http_status === null ? t.noResponse : `HTTP ${attempt.http_status}`}
            {attempt.failure === null ? null : <> · {attempt.failure[locale]}</>}
          </li>
        ))}
      </ol>
      {next_attempt_ms === null ? null : (
        <p className={styles.soft}>
          {t.nextAttempt} <EmulatorTime ms={next_attempt_ms} />
        </p>
      )}
      <ControlFailure error={control.error} />
    </div>
  )
}

type Props = { profile: string; state: EmulatorState; open: ChatView | undefined }

/** The number of newest events that are listed. */
const MAX_EVENTS = 10

/** The events sent to the bots, their deliveries, and the subscription of each app. */
export function EventTab({ profile, state, open }: Props) {
  const t = useTexts(inspectorTexts)
  const { deliveries, subscriptions } = state.deliveries
  const events = state.events.slice(-MAX_EVENTS).reverse()
  return (
    <div className={styles.tab}>
      <p className={styles.lead}>{t.eventsLead}</p>
      {events.length === 0 ? <p>{t.noEvents}</p> : null}
      <ul className={styles.list}>
        {events.map((event, index) => (
          <li key={event.event_id} className={styles.card}>
            <EventItem
              event={event}
              appName={
                state.apps.find(({ app_id }) => app_id === event.app_id)?.name ?? event.app_id
              }
              newest={index === 0}
            />
            {deliveries
              .filter(({ event_id }) => event_id === event.event_id)
              .map((delivery) => (
                <DeliveryItem key={delivery.delivery_id} profile={profile} delivery={delivery} />
              ))}
            {deliveries.some(({ event_id }) => event_id === event.event_id) ? null : (
              <p className={styles.soft}>{t.noDelivery}</p>
            )}
          </li>
        ))}
      </ul>
      <SubscriptionForm
        profile={profile}
        apps={state.apps}
        subscriptions={subscriptions}
        preferred={open?.apps[0]?.app_id ?? state.default_app_id}
      />
    </div>
  )
}

type ItemProps = { event: EmulatorEvent; appName: string; newest: boolean }

function EventItem({ event, appName, newest }: ItemProps) {
  const t = useTexts(inspectorTexts)
  const text = JSON.stringify(event.event, null, 2)
  return (
    <>
      <div className={styles.spread}>
        <span>
          <code>{event.event_type}</code> <bdi>{t.toApp(appName)}</bdi>
        </span>
        <span className={styles.row}>
          <span className={styles.soft}>
            <EmulatorTime ms={event.emitted_at_ms} />
          </span>
          <CopyButton text={text} label={t.copyEvent} />
        </span>
      </div>
      <Disclosure summary="JSON" {...(newest && { openFromWidth: 0 })}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard */}
        <pre className={styles.json} tabIndex={0}>
          <ExactText>{text}</ExactText>
        </pre>
      </Disclosure>
    </>
  )
}
