import { type ReactNode, useId } from 'react'
import type { Profile } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import fieldStyles from '../ui/field.module.css'
import { Pane } from '../ui/pane.tsx'
import styles from './target.module.css'
import { targetTexts } from './texts.ts'

type Props = {
  profiles: readonly Profile[]
  profile: Profile
  onProfile: (id: string) => void
  /** The fields that choose the message, from simple to prepared. */
  children: ReactNode
}

/** As whom and under which message. */
export function TargetPane({ profiles, profile, onProfile, children }: Props) {
  const t = useTexts(targetTexts)
  const id = useId()
  return (
    <Pane title={t.title}>
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
              {one.name} · {one.app_id}
            </option>
          ))}
        </select>
        <p className={`${fieldStyles.hint} ${styles.address}`}>{profile.base_url}</p>
      </div>
      {children}
    </Pane>
  )
}
