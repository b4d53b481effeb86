import type { Clock } from '../feishu/clock.ts'
import type { Credential } from '../feishu/secret-profile.ts'
import { fingerprint } from './fingerprint.ts'
import { NO_SECRET, NO_TICKET, type ProfileRow } from './profile-rows.ts'
import type { Place } from './seal.ts'
import type { Vault } from './vault.ts'

/** Whose secrets they are, and where alone they may be sent. */
type Owner = Pick<ProfileRow, 'id' | 'base_url' | 'app_id'>

/** Sealed for this very app on this very upstream, so that a changed row opens nothing. */
function placeOf({ id, base_url, app_id }: Owner, field: string): Place {
  return [id, base_url, app_id, field]
}

type Columns<T> = { [Name in keyof T]: ProfileRow[Name & keyof ProfileRow] }

/** The columns that keep the app_secret, `null` for none; `undefined` where there is no key to seal it with. */
export async function sealSecret(
  vault: Vault,
  owner: Owner,
  app_secret: string | null,
  clock: Clock,
): Promise<Columns<typeof NO_SECRET> | undefined> {
  if (app_secret === null) return NO_SECRET
  const sealed = await vault.seal(app_secret, placeOf(owner, 'app_secret'))
  if (sealed === null) return undefined
  return {
    sealed_secret: sealed,
    secret_fingerprint: fingerprint(owner.id, app_secret),
    secret_set_at_ms: clock.wall(),
  }
}

/** The same for the app_ticket of a store app. */
export async function sealTicket(
  vault: Vault,
  owner: Owner,
  app_ticket: string | null,
  clock: Clock,
): Promise<Columns<typeof NO_TICKET> | undefined> {
  if (app_ticket === null) return NO_TICKET
  const sealed = await vault.seal(app_ticket, placeOf(owner, 'app_ticket'))
  if (sealed === null) return undefined
  return {
    sealed_ticket: sealed,
    ticket_fingerprint: fingerprint(owner.id, app_ticket),
    ticket_set_at_ms: clock.wall(),
  }
}

/** What a stored profile gets its token with; a secret that cannot be opened is none. */
export async function openCredential(vault: Vault, row: ProfileRow): Promise<Credential> {
  const open = async (sealed: string | null, field: string) =>
    sealed === null ? null : vault.open(sealed, placeOf(row, field))
  if (row.app_type === 'pasted_token') {
    return { kind: 'pasted_token', tenant_access_token: null, expired: false }
  }
  const app_secret = await open(row.sealed_secret, 'app_secret')
  if (row.app_type === 'custom') return { kind: 'custom', app_secret }
  const app_ticket = await open(row.sealed_ticket, 'app_ticket')
  return { kind: 'store', app_secret, app_ticket, tenant_key: row.tenant_key }
}
