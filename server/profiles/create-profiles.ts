import type { Bilingual } from '#contract/locale'
import type { Brand, Profile } from '#contract/profile'
import type { NewProfile, ProfileChange } from '#contract/profile-change'
import { publicProfile, type SecretProfile } from '../feishu/secret-profile.ts'
import type { TenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { type Storage, StorageError } from '../storage/storage.ts'
import { platformUrlOf } from './base-urls.ts'
import type { PastedTokens, SessionTokens } from './pasted-tokens.ts'
import { openCredential, sealTicket } from './profile-secrets.ts'
import { NO_SECRET, NO_TICKET, type ProfileRow, profileTable, rowProfile } from './profile-table.ts'
import type { ProfileRejection, ProfileStore } from './profiles.ts'
import { changedRow, newRow, type ProfileWriterDeps, validateProfile } from './write-profile.ts'

type ProfilesDeps = ProfileWriterDeps & {
  /** Returns the profiles of the environment, which cannot be changed here. */
  fixed: () => readonly SecretProfile[]
  /** Explains why a profile of another console is not available here. */
  explainMissing?: (id: string) => Bilingual | null
  storage: Storage
  tokens: Pick<TenantAccessTokens, 'forget'>
  pasted: PastedTokens
}

/** How often a change is retried because of a concurrent one. */
const MAX_ATTEMPTS = 20

/** Creates the store of the environment's profiles and those in the console's database. */
export function createProfiles(deps: ProfilesDeps): ProfileStore {
  const { fixed, storage, vault, tokens, pasted, allowedBaseUrls, clock } = deps
  const table = profileTable(storage)

  /** Adds the session's pasted token. */
  function withToken(held: SessionTokens, profile: Profile): Profile {
    const token = held.find(profile)
    if (!token) return profile
    const { fingerprint, expires_at_ms } = token
    const expires_at = expires_at_ms === null ? null : new Date(expires_at_ms).toISOString()
    return { ...profile, pasted_token: { fingerprint, expires_at } }
  }

  const forSession = async (session: string | null, row: ProfileRow) =>
    withToken(await pasted.of(session), rowProfile(row))

  async function withCredential(row: ProfileRow, session: string | null): Promise<SecretProfile> {
    const held = await pasted.of(session)
    const profile = withToken(held, rowProfile(row))
    // A secret for a base URL that is no longer allowed counts as missing.
    const allowed = allowedBaseUrls.has(row.base_url)
    const token = allowed ? held.find(row) : null
    if (token) {
      const { token: tenant_access_token } = token
      const expired = tenant_access_token === null
      return { ...profile, credential: { kind: 'pasted_token', tenant_access_token, expired } }
    }
    const openable = allowed ? row : { ...row, sealed_secret: null, sealed_ticket: null }
    return { ...profile, credential: await openCredential(vault, openable) }
  }

  /** Returns the stored profile, or why it cannot be changed. */
  async function findStored(id: string): Promise<ProfileRow | ProfileRejection> {
    if (fixed().some((profile) => profile.id === id)) return { rejected: 'read_only' }
    return (await table.find(id)) ?? { rejected: 'unknown' }
  }

  /** Changes a stored profile; retries with the new row after a concurrent change. */
  async function retry<T>(id: string, step: (row: ProfileRow) => Promise<T | 'conflict'>) {
    for (let left = MAX_ATTEMPTS; left > 0; left -= 1) {
      const row = await findStored(id)
      if ('rejected' in row) return row
      const result = await step(row)
      if (result !== 'conflict') return result
    }
    throw new StorageError('unavailable', 'too many concurrent changes of a profile')
  }

  /** Returns a brand's default base URL, or an empty string if there is none. */
  function defaultBaseUrl(brand: Brand | undefined): string {
    const emulator = fixed().find((profile) => profile.brand === 'emulator' && brand === 'emulator')
    return emulator?.base_url ?? platformUrlOf(brand) ?? ''
  }

  async function insert(profile: NewProfile): Promise<ProfileRow | ProfileRejection> {
    const base_url = profile.base_url ?? defaultBaseUrl(profile.brand)
    const row = await newRow(deps, { ...profile, base_url })
    if ('rejected' in row) return row
    return (await table.insert(row)) ? row : { rejected: 'full' }
  }

  async function update(
    row: ProfileRow,
    change: ProfileChange,
    actor: string,
  ): Promise<ProfileRow | ProfileRejection | 'conflict'> {
    const next = await changedRow(deps, row, change)
    if ('rejected' in next) return next
    const isSecret =
      next.secret_set_at_ms !== row.secret_set_at_ms ||
      next.ticket_set_at_ms !== row.ticket_set_at_ms
    const event = isSecret ? ({ kind: 'secret_changed', actor } as const) : null
    if (!(await table.update(row, next, clock.wall(), event))) return 'conflict'
    const moved = next.base_url !== row.base_url || next.app_id !== row.app_id
    if (moved) await pasted.dropAll(row.id)
    tokens.forget(row.id)
    return next
  }

  const defaultId = (rows: readonly ProfileRow[]) =>
    (fixed().find((profile) => profile.default) ?? fixed()[0] ?? rows[0])?.id

  return {
    async list(session) {
      const [rows, held] = [await table.all(), await pasted.of(session)]
      const first = defaultId(rows)
      const all = [
        ...fixed().map(publicProfile),
        ...rows.map((row) => withToken(held, rowProfile(row))),
      ]
      return {
        profiles: all.map((profile) => ({ ...profile, default: profile.id === first })),
        removed: await table.removed(),
      }
    },
    async find(id, session) {
      const wanted = id ?? defaultId(fixed().length > 0 ? [] : await table.all())
      const known = fixed().find((profile) => profile.id === wanted)
      if (known) return known
      const row = wanted === undefined ? undefined : await table.find(wanted)
      return row ? withCredential(row, session) : null
    },
    explainMissing: (id) => deps.explainMissing?.(id) ?? null,
    async add(profile) {
      const row = await insert(profile)
      return 'rejected' in row ? row : rowProfile(row)
    },
    async change(id, change, session, actor) {
      const row = await retry(id, (before) => update(before, change, actor))
      return 'rejected' in row ? row : forSession(session, row)
    },
    async storeTicket({ id, base_url, app_id }, app_ticket) {
      await retry(id, async (row) => {
        const isOwn = row.base_url === base_url && row.app_id === app_id
        if (!isOwn || row.app_type !== 'store') return null
        const ticket = await sealTicket(vault, row, app_ticket, clock)
        // It comes every hour, so the history has no event of it.
        const isDone = !ticket || (await table.update(row, ticket, clock.wall(), null))
        return isDone ? null : 'conflict'
      })
    },
    remove: (id, actor) =>
      retry(id, async (row) => {
        const cleared = { tenant_key: null, receive_id_type: null, receive_id: null }
        const removed = { ...NO_SECRET, ...NO_TICKET, ...cleared, removed_at_ms: clock.wall() }
        const event = { kind: 'app_deleted', actor } as const
        if (!(await table.update(row, removed, clock.wall(), event))) return 'conflict'
        tokens.forget(id)
        await pasted.dropAll(id)
        return 'removed' as const
      }),
    async pasteToken(id, session, token, begin) {
      const row = await findStored(id)
      if ('rejected' in row) return row
      const issues = validateProfile(row, allowedBaseUrls)
      if (issues.length > 0) return { rejected: 'invalid', issues }
      const known = session !== null && (await pasted.knows(session)) ? session : begin()
      if (!(await pasted.keep(known, row, token))) {
        return { rejected: 'no_key', path: 'tenant_access_token' }
      }
      return forSession(known, row)
    },
    async dropToken(id, session) {
      const row = await findStored(id)
      if ('rejected' in row) return row
      if (session !== null) await pasted.drop(session, id)
      return 'removed'
    },
  }
}
