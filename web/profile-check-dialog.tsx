import type { Profile } from '#contract/profile'
import { Doctor } from './doctor/doctor.tsx'
import { doctorTexts } from './doctor/texts.ts'
import { useTexts } from './i18n/texts.ts'
import { Dialog } from './ui/dialog.tsx'

/** The check of a profile in a dialog. */
export function ProfileCheckDialog({
  profile,
  onClose,
}: {
  profile: Profile
  onClose: () => void
}) {
  const t = useTexts(doctorTexts)
  return (
    <Dialog title={`${t.title} · ${profile.name}`} onClose={onClose}>
      <Doctor profileId={profile.id} />
    </Dialog>
  )
}
