import { Stethoscope } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { Profile } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import fieldStyles from '../ui/field.module.css'
import { IconButton } from '../ui/icon-button.tsx'
import { Pane } from '../ui/pane.tsx'
import { ColorDot, useEnvironmentNames } from '../ui/profile-badge.tsx'
import styles from './target.module.css'
import { targetTexts } from './texts.ts'

type Props = {
  profiles: readonly Profile[]
  profile: Profile
  onProfile: (id: string) => void
  onCheckProfile: () => void
  /** The fields that choose the message, from simple to prepared. */
  children: ReactNode
}

/** As whom and under which message. */
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
