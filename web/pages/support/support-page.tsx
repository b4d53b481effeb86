import { ContactRound } from 'lucide-react'
import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { Profile } from '#contract/profile'
import { useProfiles } from '../../api-client/profiles.ts'
import { storedValue, useStoredValue } from '../../browser/stored-value.ts'
import { ProfileBadge } from '../../features/profile/profile-badge.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { Segmented } from '../../ui/form/segmented.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import { SupportDesk } from './desk.tsx'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'

const DirectoryDialog = lazyComponent(
  () => import('./directory/directory-dialog.tsx'),
  'DirectoryDialog',
)
const ListPage = lazyComponent(() => import('./list/list-page.tsx'), 'ListPage')

export const storedSupportProfile = storedValue({
  key: 'support.profile',
  parse: (value) => (typeof value === 'string' ? value : null),
  format: 'text',
})

/** The page of those who send by hand: to one person at `/support`, to many at `/support/list`. */
export function SupportPage() {
  const t = useTexts(supportTexts)
  const { data, isError, refetch } = useProfiles()
  const [path, navigate] = useLocation()
  const [search, setSearch] = useSearchParams()
  const [remembered, setRemembered] = useStoredValue(storedSupportProfile, '')
  const [importing, setImporting] = useState(false)
  const profile = chooseProfile(data ?? [], search.get('profile') ?? remembered)
  const many = path.startsWith('/support/list')

  const choose = (id: string) => {
    setRemembered(id)
    setSearch({ profile: id })
  }
  return (
    <article className={`${styles.page} ${many ? styles.list : ''}`}>
      <div className={styles.bar}>
        <h1 className="visually-hidden">{t.title}</h1>
        {profile ? (
          <div className={styles.app}>
            <ProfileBadge profile={profile} />
            {data && data.length > 1 ? (
              <select
                className={fieldStyles.input}
                aria-label={t.app}
                value={profile.id}
                onChange={({ target }) => choose(target.value)}
              >
                {data.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            ) : null}
          </div>
        ) : null}
        <Segmented
          legend={t.modes}
          value={many ? 'many' : 'one'}
          options={[
            { value: 'one', label: t.onePerson },
            { value: 'many', label: t.list },
          ]}
          onChange={(mode) =>
            navigate(
              `/support${mode === 'one' ? '' : '/list'}${search.size > 0 ? `?${search}` : ''}`,
            )
          }
        />
        {profile ? (
          <Button
            variant="ghost"
            icon={<ContactRound size={16} aria-hidden="true" />}
            title={t.importNames}
            onClick={() => setImporting(true)}
          >
            <span className={styles.importNames}>{t.importNames}</span>
          </Button>
        ) : null}
      </div>
      {importing && profile ? (
        <DirectoryDialog profile={profile} onClose={() => setImporting(false)} />
      ) : null}
      {isError ? <LoadFailure title={t.unreachable} onRetry={() => void refetch()} /> : null}
      {!data && !isError ? <p role="status">{t.loading}</p> : null}
      {profile ? (
        many ? (
          <ListPage profile={profile} />
        ) : (
          <SupportDesk key={profile.id} profile={profile} />
        )
      ) : null}
    </article>
  )
}

function chooseProfile(profiles: readonly Profile[], id: string | null): Profile | undefined {
  return profiles.find((one) => one.id === id) ?? profiles.find((one) => one.default) ?? profiles[0]
}
