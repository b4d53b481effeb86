import { Plus } from 'lucide-react'
import { useForm } from 'react-hook-form'
import { useSearchParams } from 'wouter'
import type { Profile } from '#contract/profile'
import { useConnect, useConnections } from '../../api-client/connections.ts'
import { usePasteToken } from '../../api-client/profile-actions.ts'
import { useProfiles } from '../../api-client/profiles.ts'
import { may } from '../../api-client/rights.ts'
import { ConnectFailure } from '../../features/profile-check/missing-scopes.tsx'
import { ProfileCheck } from '../../features/profile-check/profile-check.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import { PageIntro } from '../../ui/layout.tsx'
import shared from '../../ui/shared.module.css'
import { connectPageTexts } from './connect-texts.ts'
import connectStyles from './connect-view.module.css'
import { ConnectView } from './connect-view.tsx'
import { ProfileCard } from './profile-card.tsx'
import { ProfileForm } from './profile-form.tsx'
import styles from './profiles.module.css'
import { issuesByPath, SaveFailure } from './save-failure.tsx'
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
    <article className={shared.stack3}>
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
        <LoadFailure title={t.failed} onRetry={() => void refetch()} />
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
    <div className={shared.line}>
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

const FIELD_PATHS = ['tenant_access_token', 'expires_in']

/** Takes a tenant_access_token for this browser session. */
function PasteToken({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const texts = useTexts(profileTexts)
  const t = texts.pasting
  const announce = useAnnounce()
  const { register, handleSubmit } = useForm({ defaultValues: { token: '', life: '' } })
  const { mutate, error, isPending } = usePasteToken(profile.id)
  const issues = issuesByPath(error)

  const submit = handleSubmit(({ token, life }) => {
    if (isPending) return
    const pasted = {
      tenant_access_token: token.trim(),
      // A text that is not a number is sent too: the server's issue explains it.
      ...(life.trim() !== '' && { expires_in: Number(life) }),
    }
    mutate(pasted, {
      onSuccess: () => {
        announce(texts.saved(profile.name))
        onClose()
      },
    })
  })

  return (
    <Dialog title={t.title(profile.name)} onClose={onClose}>
      <form className={shared.stack3} onSubmit={(event) => void submit(event)} noValidate>
        <p className={shared.soft}>{t.lead}</p>
        <LabelledInput
          label={t.token}
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          error={issues.tenant_access_token}
          {...register('token')}
        />
        <LabelledInput
          label={t.life}
          inputMode="numeric"
          hint={t.lifeHint}
          error={issues.expires_in}
          {...register('life')}
        />
        <SaveFailure error={error} shown={FIELD_PATHS} />
        <div className={styles.choices}>
          <Button onClick={onClose}>{texts.form.cancel}</Button>
          <Button variant="primary" type="submit" aria-disabled={isPending}>
            {isPending ? texts.form.saving : t.use}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
