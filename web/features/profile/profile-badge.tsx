import type { Profile, ProfileColor } from '#contract/profile'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import type { Question } from '../../ui/button/hold-button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import styles from './profile-badge.module.css'

const texts = defineTexts({
  en: { environments: { test: 'test', production: 'production' } },
  zh: { environments: { test: '测试', production: '生产' } },
})

type Props = {
  profile: Pick<Profile, 'name' | 'color' | 'environment'>
}

/** The color, name and environment of an app. */
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

/** The color of an app, to show beside its name. */
export function ColorDot({ color }: { color: ProfileColor }) {
  return <span className={styles.dot} data-color={color} aria-hidden="true" />
}

/** Returns the names of the environments. */
export function useEnvironmentNames(): Readonly<Record<Profile['environment'], string>> {
  return useTexts(texts).environments
}

const questionTexts = defineTexts({
  en: {
    title: 'Send in production?',
    text: 'Real users will receive it.',
    confirm: 'Send',
  },
  zh: {
    title: '在生产环境发送？',
    text: '真实用户会收到。',
    confirm: '发送',
  },
})

/** Returns the confirmation that a send with this app asks for, or null if it needs none. */
export function useProductionQuestion(profile: Profile | undefined): Question | null {
  const t = useTexts(questionTexts)
  if (profile?.environment !== 'production') return null
  return {
    title: t.title,
    confirm: t.confirm,
    text: (
      <>
        <p>
          <ProfileBadge profile={profile} />
        </p>
        <p>{t.text}</p>
      </>
    ),
  }
}
