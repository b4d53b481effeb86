import type { Selectable } from 'kysely'
import type { KeptSecret, Profile } from '#contract/profile'
import type { Tables } from '../storage/database.ts'

export type ProfileRow = Selectable<Tables['profiles']>

/** The columns of a profile without a secret. */
export const NO_SECRET = {
  sealed_secret: null,
  secret_fingerprint: null,
  secret_set_at_ms: null,
} as const

/** The columns of a profile without an app_ticket. */
export const NO_TICKET = {
  sealed_ticket: null,
  ticket_fingerprint: null,
  ticket_set_at_ms: null,
} as const

const time = (ms: number) => new Date(ms).toISOString()

function kept(fingerprint: string | null, at_ms: number | null): KeptSecret | null {
  return fingerprint === null ? null : { fingerprint, set_at: at_ms === null ? null : time(at_ms) }
}

/** A stored profile as it may be known, for a session that has pasted no token. */
export function rowProfile(row: ProfileRow): Profile {
  const { receive_id_type, receive_id } = row
  return {
    id: row.id,
    name: row.name,
    brand: row.brand,
    base_url: row.base_url,
    app_id: row.app_id,
    default: false,
    color: row.color,
    environment: row.environment,
    app_type: row.app_type,
    source: 'stored',
    secret: kept(row.secret_fingerprint, row.secret_set_at_ms),
    tenant_key: row.tenant_key,
    app_ticket: kept(row.ticket_fingerprint, row.ticket_set_at_ms),
    pasted_token: null,
    test_recipient: receive_id_type && receive_id !== null ? { receive_id_type, receive_id } : null,
  }
}
