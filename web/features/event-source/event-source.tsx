import { Radio } from 'lucide-react'
import { useSearchParams } from 'wouter'
import {
  EVENT_OUTCOMES,
  EVENT_SOURCE_KINDS,
  type EventSourceView,
} from '#contract/event-sources/event-source'
import type { Profile } from '#contract/profile'
import { BASE_PATH } from '../../api-client/api.ts'
import { useEventSource } from '../../api-client/event-sources.ts'
import { may } from '../../api-client/rights.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import shared from '../../ui/shared.module.css'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import styles from './event-source.module.css'
import { LongConnection } from './long-connection.tsx'
import { eventSourceTexts } from './texts.ts'
import { Webhook } from './webhook.tsx'

/** Opens the sources of an app’s events. The URL names the open dialog, so that Back closes it. */
export function EventSourceButton({ profile }: { profile: Profile }) {
  const t = useTexts(eventSourceTexts)
  const [search, setSearch] = useSearchParams()
  const isOpen = search.get('events') === profile.id
  return (
    <>
      <Button
        icon={<Radio size={16} aria-hidden="true" />}
        aria-haspopup="dialog"
        aria-label={`${t.open}: ${profile.name}`}
        onClick={() => setSearch({ events: profile.id })}
      >
        {t.open}
      </Button>
      {isOpen ? (
        <Dialog title={t.title(profile.name)} onClose={() => setSearch({}, { replace: true })}>
          <EventSource profile={profile} />
        </Dialog>
      ) : null}
    </>
  )
}

function EventSource({ profile }: { profile: Profile }) {
  const t = useTexts(eventSourceTexts)
  const changes = useEventSource(profile.id)
  const { data, error } = changes.source
  if (!data) return error ? <RequestFailure error={error} /> : <p role="status">{t.loading}</p>
  const mayChange = may.on(profile.environment === 'test' ? 'editor' : 'admin', profile)
  const command = [
    'lark-cli event consume im.message.receive_v1 --as bot |',
    `npx follow-up-console clicks --console ${location.origin}${BASE_PATH} --profile ${profile.id}`,
  ].join(' ')
  return (
    <div className={styles.sections}>
      <p className={shared.soft}>{t.lead}</p>
      <Webhook profile={profile} source={data} save={changes.save} mayChange={mayChange} />
      <LongConnection
        profile={profile.id}
        source={data}
        listen={changes.listen}
        stop={changes.stop}
        mayChange={mayChange}
      />
      <section className={shared.stack2}>
        <h3>{t.input.title}</h3>
        <p className={shared.soft}>{t.input.lead}</p>
        <div className={styles.code}>
          <code>{command}</code>
          <CopyButton text={command} label={t.input.copy} />
        </div>
      </section>
      <ReceivedEvents received={data.received} />
    </div>
  )
}

/** How many events came, by source and by what was done with them. */
function ReceivedEvents({ received }: Pick<EventSourceView, 'received'>) {
  const t = useTexts(eventSourceTexts).received
  const used = EVENT_SOURCE_KINDS.filter((kind) => received.some(({ source }) => source === kind))
  return (
    <section className={shared.stack2}>
      <h3>{t.title}</h3>
      {used.length === 0 ? <p className={shared.soft}>{t.none}</p> : null}
      {used.length > 0 ? (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.source}</th>
              {EVENT_OUTCOMES.map((outcome) => (
                <th key={outcome} scope="col">
                  {t.outcomes[outcome]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {used.map((kind) => (
              <tr key={kind}>
                <th scope="row">{t.sources[kind]}</th>
                {EVENT_OUTCOMES.map((outcome) => (
                  <td key={outcome}>
                    {received.find((one) => one.source === kind && one.outcome === outcome)
                      ?.count ?? 0}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
