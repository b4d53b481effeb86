import { useSearchParams } from 'wouter'
import type { Profile } from '#contract/profile'
import { useProfiles } from '../api-client/profiles.ts'
import { storedValue, useStoredValue } from '../browser/stored-value.ts'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { LabelledSelect } from '../ui/form/labelled-field.tsx'
import { PageIntro } from '../ui/layout.tsx'
import type { SupportDependencies } from './flow.ts'
import styles from './support.module.css'
import { SupportFlow } from './support-flow.tsx'
import { supportTexts } from './texts.ts'

export const storedSupportProfile = storedValue({
  key: 'support.profile',
  parse: (value) => (typeof value === 'string' ? value : null),
  format: 'text',
})

/** The page to send bubbles step by step, without JSON. */
export function SupportPage({ deps }: { deps: SupportDependencies }) {
  const t = useTexts(supportTexts)
  const { data, isError, refetch } = useProfiles()
  const [search, setSearch] = useSearchParams()
  const [remembered, setRemembered] = useStoredValue(storedSupportProfile, '')
  const wanted = search.get('profile') ?? remembered
  const profile = chooseProfile(data ?? [], wanted)

  const choose = (id: string) => {
    setRemembered(id)
    setSearch({ profile: id })
  }
  return (
    <article className={styles.page}>
      <PageIntro title={t.title} lead={t.lead} />
      {isError ? (
        <Callout tone="bad" title={t.unreachable}>
          <div>
            <Button onClick={() => void refetch()}>{t.retry}</Button>
          </div>
        </Callout>
      ) : null}
      {data && data.length > 1 && profile ? (
        <LabelledSelect
          label={t.as}
          value={profile.id}
          options={data.map(({ id, name }) => ({ value: id, label: name }))}
          onValue={choose}
        />
      ) : null}
      {profile ? <SupportFlow key={profile.id} profile={profile} deps={deps} /> : null}
      {!data && !isError ? <p role="status">{t.loading}</p> : null}
    </article>
  )
}

function chooseProfile(profiles: readonly Profile[], id: string | null): Profile | undefined {
  return profiles.find((one) => one.id === id) ?? profiles.find((one) => one.default) ?? profiles[0]
}
