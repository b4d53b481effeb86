import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Profile } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import { useProfiles } from '../queries/profiles.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { LabelledSelect } from '../ui/labelled-select.tsx'
import { PageIntro } from '../ui/page-intro.tsx'
import { readStored, writeStored } from '../ui/storage.ts'
import type { Parts } from './parts.ts'
import styles from './support.module.css'
import { SupportWay } from './support-way.tsx'
import { supportTexts } from './texts.ts'

const PROFILE_KEY = 'follow-up-console.support.profile'

/** A calm way to send bubbles, for people who have other things to do than to read JSON. */
export function SupportPage({ parts }: { parts: Parts }) {
  const t = useTexts(supportTexts)
  const { data, isError, refetch } = useProfiles()
  const [search, setSearch] = useSearchParams()
  const [remembered, setRemembered] = useState(() => readStored(PROFILE_KEY))
  const wanted = search.get('profile') ?? remembered
  const profile = chooseProfile(data ?? [], wanted)

  const choose = (id: string) => {
    writeStored(PROFILE_KEY, id)
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
      {profile ? <SupportWay key={profile.id} profile={profile} parts={parts} /> : null}
      {!data && !isError ? <p role="status">{t.loading}</p> : null}
    </article>
  )
}

function chooseProfile(profiles: readonly Profile[], id: string | null): Profile | undefined {
  return profiles.find((one) => one.id === id) ?? profiles.find((one) => one.default) ?? profiles[0]
}
