import { useRoute } from 'wouter'
import type { Profile } from '#contract/profile'
import { ListView } from './list-view.tsx'
import { NewListPage } from './new-list.tsx'

/** Sends to many people: a new list at `/support/list`, or the one of `/support/list/:id`. */
export function ListPage({ profile }: { profile: Profile }) {
  const [, params] = useRoute('/support/list/:id')
  return params?.id ? (
    <ListView key={params.id} id={params.id} app={profile} />
  ) : (
    <NewListPage key={profile.id} profile={profile} />
  )
}
