import { Link } from 'wouter'
import type { Profile } from '#contract/profile'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Badge } from '../../ui/callout/callout.tsx'
import shared from '../../ui/shared.module.css'
import { ColorDot, useEnvironmentNames } from '../profile/profile-badge.tsx'
import styles from './panels.module.css'

const texts = defineTexts({
  en: { connect: 'Connect to Feishu / Lark…' },
  zh: { connect: '连接飞书 / Lark…' },
})

type Props = {
  profiles: readonly Profile[]
  profile: Profile
  onProfile: (id: string) => void
}

/** The apps to send as, each with its environment, app_id and address. */
export function AppPanel({ profiles, profile, onProfile }: Props) {
  const environments = useEnvironmentNames()
  const t = useTexts(texts)
  return (
    <ul className={shared.stack1}>
      {profiles.map(({ id, name, color, environment, app_id, base_url }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.choice}
            aria-pressed={id === profile.id}
            {...(id === profile.id && { 'data-autofocus': true })}
            onClick={() => onProfile(id)}
          >
            <span className={styles.name}>
              <ColorDot color={color} />
              <bdi className={styles.ellipsis}>{name}</bdi>
              <Badge tone={environment === 'production' ? 'bad' : 'neutral'}>
                {environments[environment]}
              </Badge>
            </span>
            <span className={styles.mono}>
              {app_id} · {base_url}
            </span>
          </button>
        </li>
      ))}
      <li>
        <Link href="/apps" className={styles.choice}>
          {t.connect}
        </Link>
      </li>
    </ul>
  )
}
