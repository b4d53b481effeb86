import type { State } from './state.ts'

/** Where users of another tenant come from. */
const OTHER_TENANT = 'e7e7e7e7e7e7e7e7'

/** The tenant of a sender, by open_id or app_id. */
export function tenantKeyOf({ users, tenant_key }: State, id: string): string {
  return users.get(id)?.external ? OTHER_TENANT : tenant_key
}
