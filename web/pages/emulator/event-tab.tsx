import * as z from 'zod/mini'
import type { EventDelivery, LongConnection } from '#contract/emulator/events'
import type { EmulatorEvent, EmulatorState } from '#contract/emulator/state'
import { LANGUAGE_NAMES } from '#contract/languages'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import shared from '../../ui/shared.module.css'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import type { ChatView } from './chat-views.ts'
import { ControlFailure } from './control-failure.tsx'
import { EmulatorTime } from './emulator-clock.tsx'
import { eventTexts } from './event-texts.ts'
import styles from './inspector.module.css'
import { SubscriptionForm } from './subscription-form.tsx'

const TONES = {
  sending: 'info',
  delivered: 'good',
  waiting: 'warn',
  given_up: 'bad',
} as const

/** The delivery of one event to an app's URL, with its attempts. */
function DeliveryItem({ profile, delivery }: { profile: string; delivery: EventDelivery }) {
  const t = useTexts(eventTexts)
  const { locale } = useLocale()
  const control = useControl(profile)
  const { delivery_id, status, attempts, next_attempt_ms } = delivery
  return (
    <div className={shared.stack2}>
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
      <ol className={shared.stack2}>
        {attempts.map((attempt, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only appended
          <li key={index} className={shared.small}>
            {t.attempt(index + 1)} · <EmulatorTime ms={attempt.at_ms} /> ·{' '}
            {attempt.connection_id === undefined ? (
              <>
                <code>
                  <ExactText>{attempt.url}</ExactText>
                </code>{' '}
                · {attempt.http_status === null ? t.noResponse : `HTTP ${attempt.http_status}`}
              </>
            ) : (
              <>
                {t.byConnection}{' '}
                {attempt.connection_id === null ? null : <code>{attempt.connection_id}</code>}
                {attempt.failure === null ? ` · ${t.accepted}` : null}
              </>
            )}
            {attempt.failure === null ? null : <> · {attempt.failure[locale]}</>}
          </li>
        ))}
      </ol>
      {next_attempt_ms === null ? null : (
        <p className={shared.small}>
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
  const t = useTexts(eventTexts)
  const { deliveries, subscriptions, connections } = state.deliveries
  const nameOf = (id: string) => state.apps.find(({ app_id }) => app_id === id)?.name ?? id
  const events = state.events.slice(-MAX_EVENTS).reverse()
  return (
    <div className={shared.stack4}>
      <ConnectionList profile={profile} connections={connections} nameOf={nameOf} />
      <p className={styles.lead}>{t.eventsLead}</p>
      {events.length === 0 ? <p>{t.noEvents}</p> : null}
      <ul className={shared.stack2}>
        {events.map((event, index) => (
          <li key={event.event_id} className={styles.card}>
            <EventItem
              event={event}
              appName={nameOf(event.app_id)}
              written={describeMessage(state, event, t.wrote)}
              newest={index === 0}
            />
            {deliveries
              .filter(({ event_id }) => event_id === event.event_id)
              .map((delivery) => (
                <DeliveryItem key={delivery.delivery_id} profile={profile} delivery={delivery} />
              ))}
            {deliveries.some(({ event_id }) => event_id === event.event_id) ? null : (
              <p className={shared.small}>{t.noDelivery}</p>
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

const receivedSchema = z.object({
  event: z.object({ message: z.object({ message_id: z.string() }) }),
})

/** Returns who wrote the message of an event, in which language, and what; null for other events. */
function describeMessage(
  { chats, users }: EmulatorState,
  { event }: EmulatorEvent,
  wrote: (name: string, language: string, text: string) => string,
): string | null {
  const received = receivedSchema.safeParse(event)
  if (!received.success) return null
  const { message_id } = received.data.event.message
  const message = chats
    .flatMap(({ messages }) => messages)
    .find((one) => one.message_id === message_id)
  const user = users.find(({ open_id }) => open_id === message?.sender.id)
  return message && user
    ? wrote(user.name, LANGUAGE_NAMES[user.language].native, message.text)
    : null
}

type ItemProps = {
  event: EmulatorEvent
  appName: string
  written: string | null
  newest: boolean
}

function EventItem({ event, appName, written, newest }: ItemProps) {
  const t = useTexts(eventTexts)
  const text = JSON.stringify(event.event, null, 2)
  return (
    <>
      <div className={styles.spread}>
        <span>
          <code>{event.event_type}</code> <bdi>{t.toApp(appName)}</bdi>
        </span>
        <span className={shared.line}>
          <span className={shared.small}>
            <EmulatorTime ms={event.emitted_at_ms} />
          </span>
          <CopyButton text={text} label={t.copyEvent} />
        </span>
      </div>
      {written === null ? null : <IsolatedText text={written} />}
      <Disclosure summary="JSON" {...(newest && { openFromWidth: 0 })}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard */}
        <pre className={styles.json} tabIndex={0}>
          <ExactText>{text}</ExactText>
        </pre>
      </Disclosure>
    </>
  )
}

type ConnectionListProps = {
  profile: string
  connections: readonly LongConnection[]
  nameOf: (app_id: string) => string
}

/** The open long connections with their clients; ending one shows how a bot reconnects. */
function ConnectionList({ profile, connections, nameOf }: ConnectionListProps) {
  const t = useTexts(eventTexts)
  const control = useControl(profile)
  return (
    <section className={shared.stack2}>
      <h3 className={styles.heading}>{t.connections}</h3>
      {connections.length === 0 ? <p className={shared.small}>{t.noConnections}</p> : null}
      <ul className={shared.stack2}>
        {connections.map(({ connection_id, app_id, client, opened_at_ms, events }) => (
          <li key={connection_id} className={styles.card}>
            <div className={styles.spread}>
              <span>
                <bdi>{nameOf(app_id)}</bdi> · <ExactText>{t.connectionOf(client)}</ExactText>
              </span>
              <Button
                disabled={control.isPending}
                aria-label={t.disconnectNamed(client || connection_id)}
                onClick={() =>
                  control.mutate(
                    controlCall('DELETE /api/emulator/connections/:connection_id', {
                      params: { connection_id },
                    }),
                  )
                }
              >
                {t.disconnect}
              </Button>
            </div>
            <p className={shared.small}>
              {t.connectedAt} <EmulatorTime ms={opened_at_ms} /> ·{' '}
              {t.connectionCounts(events.sent, events.accepted)} · <code>{connection_id}</code>
            </p>
          </li>
        ))}
      </ul>
      <ControlFailure error={control.error} />
    </section>
  )
}
