import * as z from 'zod/mini'
import type { Profile } from '../profile.ts'

/**
 * What a person may do with an app, each including the ones before: read; send and use templates; edit
 * templates and test apps; apps, secrets, retention, export and people.
 */
export const ROLES = ['viewer', 'sender', 'editor', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** A role for one app, for `test` (every app that is not production) or for `*` (every app). */
export const grantSchema = z.strictObject({
  app: z.string().check(z.regex(/^(?:\*|[A-Za-z0-9_-]{1,64})$/, { error: 'grant_app_shape' })),
  role: z.enum(ROLES, { error: 'grant_role' }),
  /** A right beside the role: approves what others send to production. */
  approver: z.optional(z.boolean()),
})
export type Grant = z.infer<typeof grantSchema>

/** `everything` if the console asks for no sign-in. */
export const rightsSchema = z.union([z.literal('everything'), z.array(grantSchema)])
export type Rights = z.infer<typeof rightsSchema>

type App = Pick<Profile, 'id' | 'environment'>

function isFor({ app }: Grant, { id, environment }: App): boolean {
  return app === '*' || app === id || (app === 'test' && environment === 'test')
}

const reaches = ({ role }: Grant, needed: Role) => ROLES.indexOf(role) >= ROLES.indexOf(needed)

/**
 * Whether the rights allow what needs a role on an app. To send with a production app a grant has to
 * name the app: `*` is not enough, not even for an admin.
 */
export function mayOn(rights: Rights, needed: Role, app: App): boolean {
  if (rights === 'everything') return true
  const mustName = needed === 'sender' && app.environment === 'production'
  return rights.some(
    (grant) => reaches(grant, needed) && (mustName ? grant.app === app.id : isFor(grant, app)),
  )
}

/** Whether the rights contain a role on every app, which is needed for what belongs to no app. */
export function mayEverywhere(rights: Rights, needed: Role): boolean {
  return (
    rights === 'everything' || rights.some((grant) => grant.app === '*' && reaches(grant, needed))
  )
}

/** Whether the rights contain a role on any app. */
export function mayAnywhere(rights: Rights, needed: Role): boolean {
  return rights === 'everything' || rights.some((grant) => reaches(grant, needed))
}

/** Whether the rights allow to approve what others send with an app. No role includes it. */
export function mayApprove(rights: Rights, app: App): boolean {
  return (
    rights === 'everything' || rights.some((grant) => grant.approver === true && isFor(grant, app))
  )
}
