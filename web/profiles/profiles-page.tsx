import { Plus } from 'lucide-react'
import { useSearchParams } from 'wouter'
import { useTexts } from '../i18n/texts.ts'
import { useProfiles } from '../queries/profiles.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { PageIntro } from '../ui/page-intro.tsx'
import { PasteToken } from './paste-token.tsx'
import { ProfileCard } from './profile-card.tsx'
import { ProfileForm } from './profile-form.tsx'
import styles from './profiles.module.css'
import { profileTexts } from './texts.ts'

/** What is open over the list; the address keeps it, so that Back closes it and a reload does not. */
const OPEN = ['add', 'edit', 'paste'] as const

type Props = {
  /** Opens the check of a profile. */
  onCheck: (id: string) => void
}

/** Every app that the console can send as: to add, to change, to remove, and to give a token. */
export function ProfilesPage({ onCheck }: Props) {
  const t = useTexts(profileTexts)
  const { data: profiles, isError, isFetching, refetch } = useProfiles()
  const [search, setSearch] = useSearchParams()
  const open = (name: (typeof OPEN)[number], value: string) => setSearch({ [name]: value })
  const close = () => setSearch({}, { replace: true })

  const stored = (name: (typeof OPEN)[number]) =>
    profiles?.find(({ id, source }) => id === search.get(name) && source === 'stored')
  const edited = stored('edit')
  const pasting = stored('paste')

  return (
    <article className={styles.page}>
      <PageIntro title={t.title} lead={t.lead} />
      {profiles ? (
        <>
          <p>
            <Button
              variant="primary"
              icon={<Plus size={16} aria-hidden="true" />}
              aria-haspopup="dialog"
              onClick={() => open('add', '1')}
            >
              {t.add}
            </Button>
          </p>
          <ul className={styles.list}>
            {profiles.map((profile) => (
              <ProfileCard
                key={profile.id}
                profile={profile}
                onCheck={() => onCheck(profile.id)}
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
