import { PROFILE_LIMITS } from '#contract/limits'
import type { Profile } from '#contract/profile'
import type { Clock } from '../feishu/clock.ts'
import type { Upstream } from '../feishu/upstream.ts'
import type { Log } from '../logging/log.ts'
import { accountsUrlOf, isAccountsUrl, platformUrlOf } from '../profiles/base-urls.ts'
import type { ProfileRejection, ProfileStore } from '../profiles/profiles.ts'
import type { Vault } from '../profiles/vault.ts'
import { ownerOf, type RecipientStore } from '../recipients/recipients.ts'
import { StorageError } from '../storage/storage.ts'
import { type Approved, type Notice, pollRegistration } from './accounts-calls.ts'
import { type ConnectionRow, type connectionTable, ended } from './connection-table.ts'
import { NEW_APP_NAME } from './scan-link.ts'

type PollDeps = {
  table: ReturnType<typeof connectionTable>
  vault: Vault
  upstream: Upstream
  clock: Clock
  profiles: ProfileStore
  recipients: RecipientStore
  log: Log
}

/** Longer than a call may take, so that no other console polls meanwhile. */
const RESERVED_MS = 20_000
/** What `slow_down` adds, by RFC 8628. */
const SLOWER_MS = 5_000
const MAX_INTERVAL_MS = 60_000

/**
 * Polls a connection once if it is due and no other console does.
 * @returns when to poll next by the wall clock, or null if it has ended
 */
export async function pollConnection(deps: PollDeps, id: string): Promise<number | null> {
  const { table, vault, upstream, clock } = deps
  const now = clock.wall()
  const row = await table.reserve(id, now, now + RESERVED_MS)
  if (!row) {
    const other = await table.find(id)
    if (other?.state !== 'waiting') return null
    // Sooner than a reservation ends: the console that polls may be gone.
    return Math.min(other.next_poll_at_ms, now + other.interval_ms)
  }
  const end = async (state: 'denied' | 'expired', notice?: Notice) => {
    await table.update(id, {
      ...ended(state, clock.wall()),
      ...(notice && { notice: JSON.stringify(notice) }),
    })
    return null
  }
  if (now >= row.expires_at_ms) return end('expired')
  const device_code =
    row.sealed_device_code && (await vault.open(row.sealed_device_code, ['connection', id]))
  // A changed row must not send the code to another host.
  if (!device_code || !isAccountsUrl(row.accounts_url, row.base_url)) {
    return end('expired', { kind: 'key_lost', detail: '' })
  }
  const polled = await pollRegistration(upstream, row.accounts_url, device_code)
  switch (polled.kind) {
    case 'denied':
    case 'expired':
      return end(polled.kind)
    case 'approved':
      // Cancelled while the call was under way.
      if (!(await table.find(id))) return null
      await adopt(deps, row, polled)
      return null
    case 'pending':
      return next(deps, row, row.notice?.includes('"slow_down"') ? {} : { notice: null })
    case 'slow_down': {
      const interval_ms = Math.min(row.interval_ms + SLOWER_MS, MAX_INTERVAL_MS)
      const notice: Notice = { kind: 'slow_down', detail: String(interval_ms / 1000) }
      return next(deps, { ...row, interval_ms }, { interval_ms, notice: JSON.stringify(notice) })
    }
    case 'lark': {
      const accounts_url = larkUrl(row)
      const notice: Notice = { kind: 'lark', detail: '' }
      const columns = { accounts_url, notice: JSON.stringify(notice) }
      // At once, but only the first time; then as often as before.
      const again = row.notice?.includes('"lark"') ? row.interval_ms : 0
      return next(deps, { ...row, interval_ms: again }, columns)
    }
    case 'failed':
      return next(deps, row, { notice: JSON.stringify(polled.notice) })
  }
}

async function next(
  { table, clock }: PollDeps,
  { id, interval_ms }: ConnectionRow,
  columns: Partial<ConnectionRow>,
): Promise<number | null> {
  const next_poll_at_ms = clock.wall() + interval_ms
  return (await table.update(id, { ...columns, next_poll_at_ms })) ? next_poll_at_ms : null
}

/** The accounts host of Lark; an emulator serves both. */
function larkUrl({ brand, accounts_url }: ConnectionRow): string {
  const lark = platformUrlOf('lark')
  return brand === 'emulator' || lark === undefined ? accounts_url : accountsUrlOf(lark)
}

const ATTEMPTS = 60
const RETRY_MS = 1_000

/** Stores the app. The platform returns its secret once, so a failing storage is tried for a while. */
async function adopt(deps: PollDeps, row: ConnectionRow, approved: Approved): Promise<void> {
  const { table, clock, log } = deps
  const platform = row.brand === 'emulator' ? undefined : (approved.tenant_brand ?? row.brand)
  const base_url = platformUrlOf(platform) ?? row.base_url
  const brand = platform ?? row.brand
  for (let attempt = 1; ; attempt += 1) {
    try {
      const profile = await adoptApp(deps, approved, { brand, base_url, actor: row.actor })
      const { app_id, open_id } = approved
      const result =
        'rejected' in profile
          ? {
              ...ended('expired', clock.wall()),
              notice: JSON.stringify({ kind: 'not_stored', detail: profile.rejected }),
            }
          : {
              ...ended('approved', clock.wall()),
              ...{ profile: profile.id, app_id, open_id, notice: null },
            }
      await table.update(row.id, result)
      const { actor } = row
      if ('rejected' in profile) {
        log({ event: 'connected_app_not_stored', actor, app_id, why: profile.rejected })
      } else {
        log({ level: 'info', event: 'app_connected', actor, profile: profile.id, app_id })
      }
      return
    } catch (error) {
      if (!(error instanceof StorageError) || attempt === ATTEMPTS) throw error
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}

/**
 * Stores an approved app as a profile, with the one who approved as its test recipient. A known app
 * gets the secret instead, so that nothing is added twice; one of the environment stays as it is.
 */
async function adoptApp(
  { profiles, recipients }: Pick<PollDeps, 'profiles' | 'recipients'>,
  { app_id, app_secret, open_id }: Approved,
  { brand, base_url, actor }: Pick<Profile, 'brand' | 'base_url'> & { actor: string },
): Promise<Profile | ProfileRejection> {
  const { profiles: all } = await profiles.list(null)
  const known = all.find((one) => one.app_id === app_id && one.base_url === base_url)
  const test_recipient =
    open_id === null ? null : ({ receive_id_type: 'open_id', receive_id: open_id } as const)
  const change = {
    ...(known?.app_type === 'pasted_token' ? { app_type: 'custom' as const } : {}),
    app_secret,
    ...(known?.test_recipient ? {} : { test_recipient }),
  }
  const profile =
    known?.source === 'environment'
      ? known
      : known
        ? await profiles.change(known.id, change, null, actor)
        : await profiles.add({
            name: freeName(all.map(({ name }) => name)),
            brand,
            base_url,
            app_id,
            app_secret,
            ...(test_recipient && { test_recipient }),
          })
  if (!('rejected' in profile) && test_recipient) {
    await recipients.keep(ownerOf(profile), { ...test_recipient, favourite: true })
  }
  return profile
}

/** Returns the name of the new app, with a number if another profile has it. */
function freeName(taken: readonly string[]): string {
  for (let n = 1; n <= PROFILE_LIMITS.profiles.max; n += 1) {
    const name = n === 1 ? NEW_APP_NAME : `${NEW_APP_NAME} ${n}`
    if (!taken.includes(name)) return name
  }
  return NEW_APP_NAME
}
