import { useCallback } from 'react'
import { useSearchParams } from 'wouter'
import type { Profile } from '#contract/profile'
import { lazyComponent } from '../../ui/lazy-component.tsx'

const ProfileCheckDialog = lazyComponent(
  () => import('./profile-check-dialog.tsx'),
  'ProfileCheckDialog',
)

const PARAMETER = 'check'

/** Returns a function that opens the connection test, as the URL `?check=1` does. */
export function useOpenProfileCheck(): () => void {
  const [, setSearch] = useSearchParams()
  return useCallback(
    () =>
      setSearch((before) => {
        const next = new URLSearchParams(before)
        next.set(PARAMETER, '1')
        return next
      }),
    [setSearch],
  )
}

/** The connection test of the app in a dialog, open while the URL has `?check=1`. */
export function ProfileCheck({ profile }: { profile: Profile }) {
  const [search, setSearch] = useSearchParams()
  if (!search.has(PARAMETER)) return null
  const close = () =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.delete(PARAMETER)
        return next
      },
      { replace: true },
    )
  return <ProfileCheckDialog profile={profile} onClose={close} />
}
