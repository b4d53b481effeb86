import { Plus } from 'lucide-react'
import { useSearchParams } from 'wouter'
import { useProfiles } from '../../api-client/profiles.ts'
import { ProfileCheck } from '../../features/profile-check/profile-check.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { PageIntro } from '../../ui/layout.tsx'
import { PasteToken } from './paste-token.tsx'
import { ProfileCard } from './profile-card.tsx'
import { ProfileForm } from './profile-form.tsx'
import styles from './profiles.module.css'
import { profileTexts } from './texts.ts'

/** The dialogs over the list. The URL names the open one, so that Back closes it and a reload keeps it. */
type OpenDialog = 'add' | 'edit' | 'paste'

/** Every app that the console can send as: add, edit, check, remove, or paste a token. */
export function AppsPage() {
  const t = useTexts(profileTexts)
  const { data: profiles, isError, isFetching, refetch } = useProfiles()
  const [search, setSearch] = useSearchParams()
  const open = (name: OpenDialog, value: string) => setSearch({ [name]: value })
  const close = () => setSearch({}, { replace: true })

  const stored = (name: OpenDialog) =>
    profiles?.find(({ id, source }) => id === search.get(name) && source === 'stored')
  const edited = stored('edit')
  const pasting = stored('paste')
  const checked = profiles?.find(({ id }) => id === search.get('profile'))

  return (
    <article className={styles.page}>
      <PageIntro
        title={t.title}
        lead={t.lead}
        actions={
          profiles ? (
            <Button
              variant="primary"
              icon={<Plus size={16} aria-hidden="true" />}
              aria-haspopup="dialog"
              data-command="add-app"
              onClick={() => open('add', '1')}
            >
              {t.add}
            </Button>
          ) : null
        }
      />
      {profiles ? (
        <>
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
