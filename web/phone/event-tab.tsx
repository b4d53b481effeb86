import type { EmulatorEvent, EmulatorState } from '#contract/emulator-state'
import { useTexts } from '../i18n/texts.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import type { Conversation } from './conversations.ts'
import { DeliveryItem } from './delivery-item.tsx'
import { EmulatorTime } from './emulator-time.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'
import { SubscriptionForm } from './subscription-form.tsx'

type Props = { profile: string; state: EmulatorState; open: Conversation | undefined }

/** How many of the newest events are listed. */
const SHOWN = 10

/** What the bots were told, whether it reached anyone, and where it goes. */
export function EventTab({ profile, state, open }: Props) {
  const t = useTexts(inspectorTexts)
  const { deliveries, subscriptions } = state.deliveries
  const events = state.events.slice(-SHOWN).reverse()
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
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <pre className={styles.json} tabIndex={0}>
          <ExactText>{text}</ExactText>
        </pre>
      </Disclosure>
    </>
  )
}
