import type { Profile } from '#contract/profile'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import type { Question } from './hold-button.tsx'
import { ProfileBadge } from './profile-badge.tsx'

const texts = defineTexts({
  en: {
    title: 'Send in production?',
    text: 'This reaches real people.',
    confirm: 'Send',
  },
  zh: {
    title: '确定在生产环境发送？',
    text: '真实的用户会收到这次发送。',
    confirm: '发送',
  },
})

/** What a send asks with this profile before it goes out; `null` where nothing is asked. */
export function useProductionQuestion(profile: Profile | undefined): Question | null {
  const t = useTexts(texts)
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
