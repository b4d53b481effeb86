import { lazy, Suspense } from 'react'
import { useSearchParams } from 'wouter'
import type { Profile } from '#contract/profile'

const ProfileCheckDialog = lazy(async () => ({
  default: (await import('./profile-check-dialog.tsx')).ProfileCheckDialog,
}))

const PARAMETER = 'check'

/** Opens the check of the profile, as the address `?check=1` does. */
export function useOpenProfileCheck(): () => void {
  const [, setSearch] = useSearchParams()
  return () =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      next.set(PARAMETER, '1')
      return next
    })
}

/** The check of the profile, over whatever is being done, as long as the address asks for it. */
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
  return (
    <Suspense>
      <ProfileCheckDialog profile={profile} onClose={close} />
    </Suspense>
  )
}
