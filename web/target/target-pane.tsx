import { Stethoscope } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { Profile } from '#contract/profile'
import { ColorDot, useEnvironmentNames } from '../features/profile/profile-badge.tsx'
import { useTexts } from '../i18n/texts.ts'
import { IconButton } from '../ui/button/button.tsx'
import fieldStyles from '../ui/form/field.module.css'
import { Pane } from '../ui/layout.tsx'
import styles from './target.module.css'
import { targetTexts } from './texts.ts'

type Props = {
  profiles: readonly Profile[]
  profile: Profile
  onProfile: (id: string) => void
  onCheckProfile: () => void
  /** The fields to choose the message. */
  children: ReactNode
}

/** The profile to send as, and the message to add bubbles to. */
export function TargetPane({ profiles, profile, onProfile, onCheckProfile, children }: Props) {
  const t = useTexts(targetTexts)
  const environments = useEnvironmentNames()
  const id = useId()
  return (
    <Pane
      title={t.title}
      actions={
        <IconButton
          label={t.checkProfile}
          data-command="check-profile"
          aria-haspopup="dialog"
          icon={<Stethoscope size={16} aria-hidden="true" />}
          onClick={onCheckProfile}
        />
      }
    >
      <div className={fieldStyles.field}>
        <label htmlFor={id} className={fieldStyles.label}>
          {t.profile}
        </label>
        <select
          id={id}
          className={fieldStyles.input}
          value={profile.id}
          onChange={(event) => onProfile(event.target.value)}
        >
          {profiles.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name} · {one.app_id} · {environments[one.environment]}
            </option>
          ))}
        </select>
        <p className={`${fieldStyles.hint} ${styles.address}`}>
          <ColorDot color={profile.color} /> {profile.base_url}
        </p>
      </div>
      {children}
    </Pane>
  )
}
