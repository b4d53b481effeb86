import { useSearchParams } from 'wouter'
import { ProfileCheck } from './profile-check.tsx'
import { ProfilesPage } from './profiles/profiles-page.tsx'
import { useProfiles } from './queries/profiles.ts'

/** The profiles, and the check of one of them over the page. */
export function ProfilesWithCheck() {
  const profiles = useProfiles().data
  const [search, setSearch] = useSearchParams()
  const checked = profiles?.find(({ id }) => id === search.get('profile'))
  return (
    <>
      <ProfilesPage onCheck={(profile) => setSearch({ profile, check: '1' })} />
      {checked ? <ProfileCheck key={checked.id} profile={checked} /> : null}
    </>
  )
}
