import type { Brand, Profile } from '#contract/profile'
import type { NewProfile, ProfileChange } from '#contract/profile-change'
import { publicProfile, type SecretProfile } from '../feishu/secret-profile.ts'
import type { TenantAccessTokens } from '../feishu/tenant-access-token.ts'
import type { Storage } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import { platformOf } from './base-urls.ts'
import { judgeTarget } from './judge-target.ts'
import type { PastedTokens } from './pasted-tokens.ts'
import { NO_SECRET, NO_TICKET, type ProfileRow, rowProfile } from './profile-rows.ts'
import { openCredential } from './profile-secrets.ts'
import { profileTable } from './profile-table.ts'
import type { Profiles, Unkept } from './profiles.ts'
import { changedRow, newRow, type Writing } from './write-profile.ts'

type Deps = Writing & {
  /** Those of the environment, as they are now. */
  fixed: readonly SecretProfile[]
  storage: Storage
  tokens: Pick<TenantAccessTokens, 'forget'>
  pasted: PastedTokens
}

/** So often a change starts anew because of another one in the same moment. */
const ATTEMPTS = 20

/** The profiles of the environment, and those kept in the console's database. */
export function createProfiles(deps: Deps): Profiles {
  const { fixed, storage, vault, tokens, pasted, allowedBaseUrls, clock } = deps
  const table = profileTable(storage)

  function seenBy(session: string | null, profile: Profile): Profile {
    const token = pasted.find(session, profile)
    if (!token) return profile
    const { fingerprint, expires_at_ms } = token
    const expires_at = expires_at_ms === null ? null : new Date(expires_at_ms).toISOString()
    return { ...profile, pasted_token: { fingerprint, expires_at } }
  }

  async function withCredential(row: ProfileRow, session: string | null): Promise<SecretProfile> {
    const profile = seenBy(session, rowProfile(row))
    // What may no longer be sent there is as good as gone.
    const allowed = allowedBaseUrls.has(row.base_url)
    const token = allowed ? pasted.find(session, row) : null
    if (token) {
      const { token: tenant_access_token } = token
      const expired = tenant_access_token === null
      return { ...profile, credential: { kind: 'pasted_token', tenant_access_token, expired } }
    }
    const openable = allowed ? row : { ...row, sealed_secret: null, sealed_ticket: null }
    return { ...profile, credential: await openCredential(vault, openable) }
  }

  /** The stored profile to work on, or why it is none. */
  async function own(id: string): Promise<ProfileRow | Unkept> {
    if (fixed.some((profile) => profile.id === id)) return { unkept: 'read_only' }
    return (await table.find(id)) ?? { unkept: 'unknown' }
  }

  /** Works on a stored profile as it is, again where another change came in between. */
  async function work<T>(id: string, step: (row: ProfileRow) => Promise<T | 'again'>) {
    for (let left = ATTEMPTS; left > 0; left -= 1) {
      const row = await own(id)
      if ('unkept' in row) return row
      const done = await step(row)
      if (done !== 'again') return done
    }
    throw new StorageError('unavailable', 'a profile is being changed all the time')
  }

  /** Where an app of a brand is, where nobody says; empty where nobody can tell. */
  function ownAddress(brand: Brand | undefined): string {
    const emulator = fixed.find((profile) => profile.brand === 'emulator' && brand === 'emulator')
    return emulator?.base_url ?? platformOf(brand) ?? ''
  }

  async function insert(asked: NewProfile): Promise<ProfileRow | Unkept> {
    const base_url = asked.base_url ?? ownAddress(asked.brand)
    const row = await newRow(deps, { ...asked, base_url })
    if ('unkept' in row) return row
    return (await table.insert(row)) ? row : { unkept: 'full' }
  }

  async function update(
    row: ProfileRow,
    change: ProfileChange,
  ): Promise<ProfileRow | Unkept | 'again'> {
    const next = await changedRow(deps, row, change)
    if ('unkept' in next) return next
    if (!(await table.update(row, next, clock.wall()))) return 'again'
    const moved = next.base_url !== row.base_url || next.app_id !== row.app_id
    if (moved) pasted.dropAll(row.id)
    tokens.forget(row.id)
    return next
  }

  const defaultId = (rows: readonly ProfileRow[]) =>
    (fixed.find((profile) => profile.default) ?? fixed[0] ?? rows[0])?.id

  return {
    async list(session) {
      const rows = await table.all()
      const first = defaultId(rows)
      const all = [
        ...fixed.map(publicProfile),
        ...rows.map((row) => seenBy(session, rowProfile(row))),
      ]
      return {
        profiles: all.map((profile) => ({ ...profile, default: profile.id === first })),
        removed: await table.removed(),
      }
    },
    async find(id, session) {
      const wanted = id ?? defaultId(fixed.length > 0 ? [] : await table.all())
      const known = fixed.find((profile) => profile.id === wanted)
      if (known) return known
      const row = wanted === undefined ? undefined : await table.find(wanted)
      return row ? withCredential(row, session) : null
    },
    async add(asked) {
      const row = await insert(asked)
      return 'unkept' in row ? row : rowProfile(row)
    },
    async change(id, change, session) {
      const row = await work(id, (before) => update(before, change))
      return 'unkept' in row ? row : seenBy(session, rowProfile(row))
    },
    remove: (id) =>
      work(id, async (row) => {
        const nobody = { tenant_key: null, receive_id_type: null, receive_id: null }
        const gone = { ...NO_SECRET, ...NO_TICKET, ...nobody, removed_at_ms: clock.wall() }
        if (!(await table.update(row, gone, clock.wall()))) return 'again'
        tokens.forget(id)
        pasted.dropAll(id)
        return 'removed' as const
      }),
    async pasteToken(id, session, token, begin) {
      const row = await own(id)
      if ('unkept' in row) return row
      const flaws = judgeTarget(row, allowedBaseUrls)
      if (flaws.length > 0) return { unkept: 'flawed', flaws }
      const known = session !== null && pasted.knows(session) ? session : begin()
      pasted.keep(known, row, token)
      return seenBy(known, rowProfile(row))
    },
    async dropToken(id, session) {
      const row = await own(id)
      if ('unkept' in row) return row
      if (session !== null) pasted.drop(session, id)
      return 'removed'
    },
  }
}
