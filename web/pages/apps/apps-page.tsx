import { Plus } from 'lucide-react'
import { useSearchParams } from 'wouter'
import type { Profile } from '#contract/profile'
import { useConnect, useConnections } from '../../api-client/connections.ts'
import { useProfiles } from '../../api-client/profiles.ts'
import { may } from '../../api-client/rights.ts'
import { ConnectFailure } from '../../features/profile-check/missing-scopes.tsx'
import { ProfileCheck } from '../../features/profile-check/profile-check.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { PageIntro } from '../../ui/layout.tsx'
import { connectPageTexts } from './connect-texts.ts'
import connectStyles from './connect-view.module.css'
import { ConnectView } from './connect-view.tsx'
import { PasteToken } from './paste-token.tsx'
import { ProfileCard } from './profile-card.tsx'
import { ProfileForm } from './profile-form.tsx'
import styles from './profiles.module.css'
import { profileTexts } from './texts.ts'

/** The dialogs over the list. The URL names the open one, so that Back closes it and a reload keeps it. */
type OpenDialog = 'add' | 'edit' | 'paste'

/** Every app that the console can send as: connect by scan, add, edit, check, remove, or paste a token. */
export function AppsPage() {
  const t = useTexts(profileTexts)
  const { data: profiles, isError, isFetching, refetch } = useProfiles()
  const connections = useConnections()
  const [search, setSearch] = useSearchParams()
  /** A dialog over a connection leaves it open. */
  const connect = search.get('connect')
  const open = (name: OpenDialog | 'connect', value: string) =>
    setSearch({ ...(connect !== null && { connect }), [name]: value })
  const close = () => setSearch(connect === null ? {} : { connect }, { replace: true })

  const stored = (name: OpenDialog) =>
    profiles?.find(({ id, source }) => id === search.get(name) && source === 'stored')
  const edited = stored('edit')
  const pasting = stored('paste')
  const checked = profiles?.find(({ id }) => id === search.get('profile'))
  const connection = connections.data?.find(({ id }) => id === connect)

  return (
    <article className={styles.page}>
      <PageIntro
        title={t.title}
        lead={t.lead}
        actions={
          profiles && may.everywhere('admin') ? (
            <ConnectButtons
              profiles={profiles}
              onOpen={(id) => open('connect', id)}
              onAdd={() => open('add', '1')}
            />
          ) : null
        }
      />
      {profiles ? (
        <>
          {connect === null ? (
            <Waiting onOpen={(id) => open('connect', id)} />
          ) : connection ? (
            <ConnectView
              key={connection.id}
              connection={connection}
              profiles={profiles}
              isFetching={isFetching}
              onOpen={(id) => open('connect', id)}
              onEdit={(id) => open('edit', id)}
              onClose={() => setSearch({})}
            />
          ) : (
            <NoConnection isPending={connections.isPending} />
          )}
          {connection ? null : (
            <ul className={styles.list}>
              {profiles.map((profile) => (
                <ProfileCard
                  key={profile.id}
                  profile={profile}
                  onCheck={() => setSearch({ profile: profile.id, check: '1' })}
                  onEdit={() => open('edit', profile.id)}
                  onPaste={() => open('paste', profile.id)}
                />
              ))}
            </ul>
          )}
          {search.has('add') ? (
            <ProfileForm profile={null} profiles={profiles} onClose={close} />
          ) : null}
          {edited ? (
            <ProfileForm key={edited.id} profile={edited} profiles={profiles} onClose={close} />
          ) : null}
          {pasting ? <PasteToken key={pasting.id} profile={pasting} onClose={close} /> : null}
          {checked ? <ProfileCheck key={checked.id} profile={checked} /> : null}
        </>
      ) : isError && !isFetching ? (
        <Callout tone="bad" title={t.failed}>
          <Button onClick={() => void refetch()}>{t.retry}</Button>
        </Callout>
      ) : (
        <p role="status">{t.loading}</p>
      )}
    </article>
  )
}

type ConnectButtonsProps = {
  profiles: readonly Profile[]
  onOpen: (connection: string) => void
  onAdd: () => void
}

/** Starts to connect an app by scan, or adds one by hand. */
function ConnectButtons({ profiles, onOpen, onAdd }: ConnectButtonsProps) {
  const t = useTexts(connectPageTexts)
  const { mutate, isPending, error } = useConnect()
  const { data: connections = [] } = useConnections()
  const hasEmulator = profiles.some(
    ({ brand, source }) => brand === 'emulator' && source === 'environment',
  )
  /** A second press shows the link that waits already. */
  const connect = (brand: Profile['brand']) => () => {
    const waiting = connections.find(
      (one) => one.brand === brand && one.state === 'waiting' && !one.adds_scopes,
    )
    if (waiting) onOpen(waiting.id)
    else if (!isPending) mutate({ brand }, { onSuccess: ({ id }) => onOpen(id) })
  }
  return (
    <div className={connectStyles.actions}>
      <Button
        variant="ghost"
        icon={<Plus size={16} aria-hidden="true" />}
        aria-haspopup="dialog"
        data-command="add-app"
        onClick={onAdd}
      >
        {t.addManually}
      </Button>
      {hasEmulator ? (
        <Button aria-disabled={isPending} onClick={connect('emulator')}>
          {t.connect.emulator}
        </Button>
      ) : null}
      <Button aria-disabled={isPending} data-command="connect-lark" onClick={connect('lark')}>
        {t.connect.lark}
      </Button>
      <Button
        variant="primary"
        aria-disabled={isPending}
        data-command="connect-feishu"
        onClick={connect('feishu')}
      >
        {t.connect.feishu}
      </Button>
      <div className={connectStyles.whole}>
        <ConnectFailure error={error} />
      </div>
    </div>
  )
}

/** The connections that wait while another part of the page is shown. */
function Waiting({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useTexts(connectPageTexts)
  const { data: connections = [] } = useConnections()
  return connections
    .filter(({ state }) => state === 'waiting')
    .map(({ id, detail, user_code }) => (
      <div key={id} className={connectStyles.waiting}>
        <span>
          {t.newApp} · {user_code} · {detail}
        </span>
        <Button onClick={() => onOpen(id)}>{t.show}</Button>
      </div>
    ))
}

function NoConnection({ isPending }: { isPending: boolean }) {
  const t = useTexts(connectPageTexts)
  if (isPending) return <p role="status">{t.loading}</p>
  return <Callout tone="info">{t.unknown}</Callout>
}
