import type { AppType, Brand } from '#contract/profile'
import type { NewProfile, ProfileChange } from '#contract/profile-change'
import type { Clock } from '../feishu/clock.ts'
import { brandOf } from './base-urls.ts'
import { sealSecret, sealTicket } from './profile-secrets.ts'
import type { ProfileRow } from './profile-table.ts'
import type { ProfileIssue, ProfileRejection } from './profiles.ts'
import type { Vault } from './vault.ts'

/** The base URLs to which secrets may be sent. */
export type BaseUrls = { has(base_url: string): boolean }

export type ProfileWriterDeps = {
  vault: Vault
  allowedBaseUrls: BaseUrls
  clock: Clock
  newId: () => string
}

/** Returns the row of a new profile with sealed secrets, or why it is rejected. */
export async function newRow(
  { vault, clock, allowedBaseUrls, newId }: ProfileWriterDeps,
  input: NewProfile & { base_url: string },
): Promise<ProfileRow | ProfileRejection> {
  const { name, base_url, app_id, app_type = 'custom', test_recipient } = input
  const issues = validateProfile({ ...input, app_type }, allowedBaseUrls)
  if (issues.length > 0) return { rejected: 'invalid', issues }
  const owner = { id: newId(), base_url, app_id }
  const secret = await sealSecret(vault, owner, input.app_secret ?? null, clock)
  if (!secret) return { rejected: 'no_key', path: 'app_secret' }
  const ticket = await sealTicket(vault, owner, input.app_ticket ?? null, clock)
  if (!ticket) return { rejected: 'no_key', path: 'app_ticket' }
  return {
    ...owner,
    name,
    brand: input.brand ?? brandOf(base_url),
    app_type,
    color: input.color ?? 'gray',
    environment: input.environment ?? 'test',
    tenant_key: input.tenant_key ?? null,
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
 * Returns the row after a change, or why the change is rejected. A new app id or base URL removes the
 * secrets, unless the change includes new ones.
 */
export async function changedRow(
  { vault, clock, allowedBaseUrls }: ProfileWriterDeps,
  row: ProfileRow,
  change: ProfileChange,
): Promise<ProfileRow | ProfileRejection> {
  const { base_url = row.base_url, app_id = row.app_id, app_type = row.app_type } = change
  const moved = base_url !== row.base_url || app_id !== row.app_id
  const issues = validateProfile({ ...change, base_url, app_type }, allowedBaseUrls).filter(
    // A base URL that is no longer allowed may stay if the change adds no secret.
    ({ path }) => path !== 'base_url' || moved || change.app_secret || change.app_ticket,
  )
  if (issues.length > 0) return { rejected: 'invalid', issues }

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
  if (!secret) return { rejected: 'no_key', path: 'app_secret' }
  const dropTicket = moved || app_type !== 'store'
  const app_ticket = change.app_ticket ?? (dropTicket ? null : change.app_ticket)
  const ticket = app_ticket === undefined ? {} : await sealTicket(vault, owner, app_ticket, clock)
  if (!ticket) return { rejected: 'no_key', path: 'app_ticket' }

  return { ...row, ...columns, ...secret, ...ticket }
}

type ProfileFields = {
  base_url: string
  app_type: AppType
  brand?: Brand | undefined
  app_secret?: string | null | undefined
  app_ticket?: string | null | undefined
  tenant_key?: string | null | undefined
}

/** Validates what a schema cannot: combinations of fields, and the base URLs that the server allows. */
export function validateProfile(target: ProfileFields, allowed: BaseUrls): ProfileIssue[] {
  const { base_url, app_type, brand, app_secret, app_ticket, tenant_key } = target
  const issues: ProfileIssue[] = []
  if (!allowed.has(base_url)) issues.push({ path: 'base_url', key: 'profile_base_url' })
  // An emulator may emulate either platform.
  else if (brand && brandOf(base_url) !== 'emulator' && brand !== brandOf(base_url)) {
    issues.push({ path: 'brand', key: 'profile_brand' })
  }
  if (app_secret && app_type === 'pasted_token') {
    issues.push({ path: 'app_secret', key: 'secret_beside_pasted' })
  }
  if (app_ticket && app_type !== 'store') {
    issues.push({ path: 'app_ticket', key: 'only_of_store_apps' })
  }
  if (tenant_key && app_type !== 'store') {
    issues.push({ path: 'tenant_key', key: 'only_of_store_apps' })
  }
  return issues
}
