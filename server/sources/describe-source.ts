import type { Selectable } from 'kysely'
import type { EventSourceView } from '#contract/event-sources/event-source'
import type { KeptSecret } from '#contract/profile'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { isoTime } from '../iso-time.ts'
import type { Tables } from '../storage/database.ts'
import type { PassOn } from './pass-on.ts'
import type { SourceRow } from './source-table.ts'

type SourceState = {
  profile: SecretProfile
  /** Undefined if nothing is set. */
  row: SourceRow | undefined
  received: readonly Selectable<Tables['event_counts']>[]
  publicUrls: readonly string[]
  passOn: ReturnType<PassOn['status']>
  rejected: EventSourceView['webhook']['rejected']
  canListen: boolean
}

/** Describes the sources of an app for the page; of a secret only fingerprint and date. */
export function describeSource(source: SourceState): EventSourceView {
  const { profile, row, received, publicUrls, passOn, rejected, canListen } = source
  const path = `/api/events/${encodeURIComponent(profile.id)}`
  const isOn = row?.listening === 1 || row?.state === 'refused'
  return {
    webhook: {
      path,
      urls: publicUrls.map((url) => url + path),
      verification_token: toKept(row?.token_fingerprint ?? null, row?.token_set_at_ms ?? null),
      encrypt_key: toKept(row?.key_fingerprint ?? null, row?.key_set_at_ms ?? null),
      pass_on: row?.pass_on_url ? { url: row.pass_on_url, ...passOn } : null,
      rejected,
    },
    long_connection: {
      possible: canListen,
      state: isOn ? row.state : 'off',
      since: isOn && row.state_at_ms !== null ? isoTime(row.state_at_ms) : null,
      ends_at: isOn && row.ends_at_ms !== null ? isoTime(row.ends_at_ms) : null,
      failure: isOn ? row.failure : null,
    },
    received: received.map(({ source, outcome, count, last_at_ms }) => ({
      source,
      outcome,
      count,
      last_at: isoTime(last_at_ms),
    })),
  }
}

function toKept(fingerprint: string | null, at_ms: number | null): KeptSecret | null {
  return fingerprint === null
    ? null
    : { fingerprint, set_at: at_ms === null ? null : isoTime(at_ms) }
}
