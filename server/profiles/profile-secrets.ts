import type { Clock } from '../feishu/clock.ts'
import type { Credential } from '../feishu/secret-profile.ts'
import { NO_SECRET, NO_TICKET, type ProfileRow } from './profile-table.ts'
import { fingerprint, type SealContext } from './seal.ts'
import type { Vault } from './vault.ts'

/** The profile that a secret belongs to, and the only app and base URL that it may be used with. */
type SecretOwner = Pick<ProfileRow, 'id' | 'base_url' | 'app_id'>

/** Binds a sealed secret to its app and base URL, so that it cannot be opened in a changed row. */
function contextOf({ id, base_url, app_id }: SecretOwner, field: string): SealContext {
  return [id, base_url, app_id, field]
}

/** Returns the columns with the sealed app_secret; undefined if there is no key to seal it with. */
export async function sealSecret(
  vault: Vault,
  owner: SecretOwner,
  app_secret: string | null,
  clock: Clock,
): Promise<Pick<ProfileRow, keyof typeof NO_SECRET> | undefined> {
  if (app_secret === null) return NO_SECRET
  const sealed = await vault.seal(app_secret, contextOf(owner, 'app_secret'))
  if (sealed === null) return undefined
  return {
    sealed_secret: sealed,
    secret_fingerprint: fingerprint(owner.id, app_secret),
    secret_set_at_ms: clock.wall(),
  }
}

/** Returns the columns with the sealed app_ticket; undefined if there is no key to seal it with. */
export async function sealTicket(
  vault: Vault,
  owner: SecretOwner,
  app_ticket: string | null,
  clock: Clock,
): Promise<Pick<ProfileRow, keyof typeof NO_TICKET> | undefined> {
  if (app_ticket === null) return NO_TICKET
  const sealed = await vault.seal(app_ticket, contextOf(owner, 'app_ticket'))
  if (sealed === null) return undefined
  return {
    sealed_ticket: sealed,
    ticket_fingerprint: fingerprint(owner.id, app_ticket),
    ticket_set_at_ms: clock.wall(),
  }
}

/** Returns a stored profile's credential; a secret that cannot be opened counts as missing. */
export async function openCredential(vault: Vault, row: ProfileRow): Promise<Credential> {
  const open = async (sealed: string | null, field: string) =>
    sealed === null ? null : vault.open(sealed, contextOf(row, field))
  if (row.app_type === 'pasted_token') {
    return { kind: 'pasted_token', tenant_access_token: null, expired: false }
  }
  const app_secret = await open(row.sealed_secret, 'app_secret')
  if (row.app_type === 'custom') return { kind: 'custom', app_secret }
  const app_ticket = await open(row.sealed_ticket, 'app_ticket')
  return { kind: 'store', app_secret, app_ticket, tenant_key: row.tenant_key }
}
