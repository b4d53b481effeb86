import type { Context } from 'hono'
import type { ListSchedule } from '#contract/deliveries/list'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { sessionOf } from '../http/session.ts'
import type { ListOptions, ListPlan, ListStore } from '../lists/lists.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { HoldSends } from './hold-send.ts'

export type HoldLists = ReturnType<typeof holdLists>

/** Submits lists for approval that would start or go on. */
export function holdLists(
  { hold, isRequired, isUnapproved }: HoldSends,
  lists: Pick<ListStore, 'check' | 'create' | 'read'>,
  profiles: Pick<ProfileStore, 'find'>,
) {
  return {
    /** Creates a list; one with a schedule stays a draft until it is approved. */
    async create(c: Context, profile: SecretProfile, plan: ListPlan, options: ListOptions) {
      const { schedule } = plan
      if (schedule === null || !(await isRequired(profile))) {
        return lists.create(profile, plan, options)
      }
      const made = await lists.create(profile, { ...plan, schedule: null }, options)
      if ('rejected' in made) return made
      await lists.check(made.id, sessionOf(c))
      const submitted = { kind: 'list', step: 'start', schedule, id: made.id } as const
      return (await hold(c, profile, submitted)) ?? made
    },
    /** Submits the start or the continuation of a list; null if it may be taken. */
    async step(
      c: Context,
      id: string,
      step: 'start' | 'resume',
      schedule: ListSchedule | null,
    ): Promise<Response | null> {
      const list = await lists.read(id, { after: 0, limit: 1 })
      const from = step === 'start' ? ['draft', 'scheduled'] : ['paused']
      if (!list || !from.includes(list.state)) return null
      const profile = await profiles.find(list.profile, sessionOf(c))
      if (!profile) return null
      // What was approved goes on after a pause, as its rows cannot be changed.
      const isDue = step === 'start' || (await isUnapproved(profile, id))
      if (isDue && list.checked_at === null && (await isRequired(profile))) {
        await lists.check(id, sessionOf(c))
      }
      return isDue ? hold(c, profile, { kind: 'list', step, schedule, id }) : null
    },
  }
}
