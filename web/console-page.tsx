import { Redirect, useSearchParams } from 'wouter'
import { CompositionProvider } from './composer/composition-context.tsx'
import { useDraftKeeper } from './drafts/use-draft-keeper.ts'
import { useProfiles } from './queries/profiles.ts'
import { ProfilesNotice } from './target/profiles-notice.tsx'
import { Workbench } from './workbench.tsx'

/** Chooses the profile (the URL keeps it) and hands it to the workbench. */
export function ConsolePage() {
  const profiles = useProfiles()
  const [search, setSearch] = useSearchParams()
  const drafts = useDraftKeeper()
  if (!profiles.data) {
    return <ProfilesNotice failed={profiles.isError} onRetry={() => void profiles.refetch()} />
  }
  const profile =
    profiles.data.find(({ id }) => id === search.get('profile')) ??
    profiles.data.find((one) => one.default) ??
    profiles.data[0]
  if (!profile) return <Redirect to="/profiles?add=1" replace />
  return (
    <CompositionProvider keeper={drafts.keeper}>
      <Workbench
        drafts={drafts}
        profiles={profiles.data}
        profile={profile}
        onProfile={(id) =>
          setSearch((before) => {
            const next = new URLSearchParams(before)
            next.set('profile', id)
            return next
          })
        }
      />
    </CompositionProvider>
  )
}
