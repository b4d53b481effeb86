import { Radio } from 'lucide-react'
import { useSearchParams } from 'wouter'
import type { Profile } from '#contract/profile'
import { BASE_PATH } from '../../api-client/api.ts'
import { useEventSource } from '../../api-client/event-sources.ts'
import { may } from '../../api-client/rights.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import styles from './event-source.module.css'
import { LongConnection } from './long-connection.tsx'
import { ReceivedEvents } from './received-events.tsx'
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
      <p className={styles.note}>{t.lead}</p>
      <Webhook profile={profile} source={data} save={changes.save} mayChange={mayChange} />
      <LongConnection
        profile={profile.id}
        source={data}
        listen={changes.listen}
        stop={changes.stop}
        mayChange={mayChange}
      />
      <section className={styles.section}>
        <h3>{t.input.title}</h3>
        <p className={styles.note}>{t.input.lead}</p>
        <div className={styles.code}>
          <code>{command}</code>
          <CopyButton text={command} label={t.input.copy} />
        </div>
      </section>
      <ReceivedEvents received={data.received} />
    </div>
  )
}
