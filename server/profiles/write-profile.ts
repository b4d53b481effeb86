import type { NewProfile, ProfileChange } from '#contract/profile-change'
import type { Clock } from '../feishu/clock.ts'
import { brandOf } from './base-urls.ts'
import { judgeTarget } from './judge-target.ts'
import type { ProfileRow } from './profile-rows.ts'
import { sealSecret, sealTicket } from './profile-secrets.ts'
import type { Unkept } from './profiles.ts'
import type { Vault } from './vault.ts'

/** What a profile is written down with. */
export type Writing = {
  vault: Vault
  /** Where a secret may be sent. */
  allowedBaseUrls: ReadonlySet<string>
  clock: Clock
  newId: () => string
}

/** The row of a new profile, with its secrets sealed, or why it cannot be one. */
export async function newRow(
  { vault, clock, allowedBaseUrls, newId }: Writing,
  asked: NewProfile & { base_url: string },
): Promise<ProfileRow | Unkept> {
  const { name, base_url, app_id, app_type = 'custom', test_recipient } = asked
  const flaws = judgeTarget({ ...asked, app_type }, allowedBaseUrls)
  if (flaws.length > 0) return { unkept: 'flawed', flaws }
  const owner = { id: newId(), base_url, app_id }
  const secret = await sealSecret(vault, owner, asked.app_secret ?? null, clock)
  if (!secret) return { unkept: 'no_key', path: 'app_secret' }
  const ticket = await sealTicket(vault, owner, asked.app_ticket ?? null, clock)
  if (!ticket) return { unkept: 'no_key', path: 'app_ticket' }
  return {
    ...owner,
    name,
    brand: asked.brand ?? brandOf(base_url),
    app_type,
    color: asked.color ?? 'gray',
    environment: asked.environment ?? 'test',
    tenant_key: asked.tenant_key ?? null,
    receive_id_type: test_recipient?.receive_id_type ?? null,
    receive_id: test_recipient?.receive_id ?? null,
    ...secret,
    ...ticket,
    created_at_ms: clock.wall(),
    updated_at_ms: clock.wall(),
    removed_at_ms: null,
  }
}

/**
 * A row as it is after a change, or why it cannot be so. A secret that is for another app or
 * another upstream is gone, unless a new one comes with the change.
 */
export async function changedRow(
  { vault, clock, allowedBaseUrls }: Writing,
  row: ProfileRow,
  change: ProfileChange,
): Promise<ProfileRow | Unkept> {
  const { base_url = row.base_url, app_id = row.app_id, app_type = row.app_type } = change
  const moved = base_url !== row.base_url || app_id !== row.app_id
  const flaws = judgeTarget({ ...change, base_url, app_type }, allowedBaseUrls).filter(
    // An address that is no longer allowed may stay, as long as nothing new is entrusted to it.
    ({ path }) => path !== 'base_url' || moved || change.app_secret || change.app_ticket,
  )
  if (flaws.length > 0) return { unkept: 'flawed', flaws }

  const owner = { id: row.id, base_url, app_id }
  const columns = {
    name: change.name ?? row.name,
    base_url,
    app_id,
    app_type,
    brand: change.brand ?? (base_url === row.base_url ? row.brand : brandOf(base_url)),
    color: change.color ?? row.color,
    environment: change.environment ?? row.environment,
    ...(app_type !== 'store'
      ? { tenant_key: null }
      : change.tenant_key !== undefined && { tenant_key: change.tenant_key }),
    ...(change.test_recipient !== undefined && {
      receive_id_type: change.test_recipient?.receive_id_type ?? null,
      receive_id: change.test_recipient?.receive_id ?? null,
    }),
  }
  const dropSecret = moved || app_type === 'pasted_token'
  const app_secret = change.app_secret ?? (dropSecret ? null : change.app_secret)
  const secret = app_secret === undefined ? {} : await sealSecret(vault, owner, app_secret, clock)
  if (!secret) return { unkept: 'no_key', path: 'app_secret' }
  const dropTicket = moved || app_type !== 'store'
  const app_ticket = change.app_ticket ?? (dropTicket ? null : change.app_ticket)
  const ticket = app_ticket === undefined ? {} : await sealTicket(vault, owner, app_ticket, clock)
  if (!ticket) return { unkept: 'no_key', path: 'app_ticket' }

  return { ...row, ...columns, ...secret, ...ticket }
}
