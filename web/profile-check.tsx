import { lazy, Suspense } from 'react'
import { useSearchParams } from 'wouter'
import type { Profile } from '#contract/profile'
import { doctorTexts } from './doctor/texts.ts'
import { useTexts } from './i18n/texts.ts'
import { Dialog } from './ui/dialog.tsx'

const Doctor = lazy(async () => ({ default: (await import('./doctor/doctor.tsx')).Doctor }))

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
  const t = useTexts(doctorTexts)
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
    <Dialog title={`${t.title} · ${profile.name}`} onClose={close}>
      <Suspense>
        <Doctor profileId={profile.id} />
      </Suspense>
    </Dialog>
  )
}
