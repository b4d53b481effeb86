import type { Profile, ProfileColor } from '#contract/profile'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Badge } from './badge.tsx'
import styles from './profile-badge.module.css'

const texts = defineTexts({
  en: { environments: { test: 'test', production: 'production' } },
  zh: { environments: { test: '测试', production: '生产' } },
})

type Props = {
  profile: Pick<Profile, 'name' | 'color' | 'environment'>
}

/** Whose name a thing is done in: the colour somebody chose, the name, and whether it is the real one. */
export function ProfileBadge({ profile: { name, color, environment } }: Props) {
  const environments = useEnvironmentNames()
  return (
    <span className={styles.profile}>
      <ColorDot color={color} />
      <bdi className={styles.name}>{name}</bdi>
      <Badge tone={environment === 'production' ? 'bad' : 'neutral'}>
        {environments[environment]}
      </Badge>
    </span>
  )
}

/** The colour of a profile; its name stands beside it. */
export function ColorDot({ color }: { color: ProfileColor }) {
  return <span className={styles.dot} data-color={color} aria-hidden="true" />
}

/** What the environments are called. */
export function useEnvironmentNames(): Readonly<Record<Profile['environment'], string>> {
  return useTexts(texts).environments
}
