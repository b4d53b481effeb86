import { randomUUID } from 'node:crypto'
import { describeIssue } from '#contract/validation/api-hints'
import { createConnections } from '../connections/create-connections.ts'
import { describeNotice } from '../connections/describe-connection.ts'
import { parseEnv } from '../env.ts'
import { systemClock } from '../feishu/clock.ts'
import { createClockSkews } from '../feishu/clock-skew.ts'
import { createRateBudgets } from '../feishu/rate-budget.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'
import { LOCAL_ACTOR } from '../ledger/ledger.ts'
import { runDoctor } from '../preflight/doctor/doctor.ts'
import { emulatorUrls } from '../profiles/base-urls.ts'
import { createProfiles } from '../profiles/create-profiles.ts'
import { environmentProfiles } from '../profiles/environment-profiles.ts'
import { keySource } from '../profiles/key-source.ts'
import { createPastedTokens } from '../profiles/pasted-tokens.ts'
import { createVault } from '../profiles/vault.ts'
import { createRecipients } from '../recipients/create-recipients.ts'
import { openStorage } from '../storage/open-storage.ts'
import { StorageStartError } from '../storage/storage.ts'
import { type Terminal, UsageError } from './command.ts'
import { type ConnectTarget, ConsoleError } from './console-client.ts'

/**
 * Connects an app without a console, in the data folder or database of the settings.
 * @throws {UsageError} if a setting is invalid, or a running console holds the data folder
 */
export async function openDirectly({ env, locale }: Terminal): Promise<ConnectTarget> {
  const parsed = parseEnv(env)
  if (!parsed.ok) {
    const text = parsed.problems.join('\n')
    throw new UsageError({ en: text, zh: text })
  }
  const { config } = parsed
  const clock = systemClock
  const storage = await openStorage(config.storage).catch((error: unknown) => {
    if (!(error instanceof StorageStartError)) throw error
    throw new UsageError({ en: error.message, zh: error.message })
  })
  const vault = createVault(storage, keySource(config.consoleKey, config.storage))
  const { upstreamDeadlineMs: deadlineMs, proxy } = config
  const upstream = createUpstream({ clock, deadlineMs, proxy })
  const tokens = createTenantAccessTokens(upstream, clock)
  const pasted = createPastedTokens(clock)
  const [url = ''] = emulatorUrls(config.emulatorPort ?? 4311)
  const emulators = config.emulatorPort === null ? [] : [{ id: 'emulator', name: 'Emulator', url }]
  const profiles = createProfiles({
    fixed: () => environmentProfiles(config.realProfile, emulators),
    ...{ storage, vault, tokens, pasted, clock, newId: randomUUID },
    allowedBaseUrls: new Set(config.allowedBaseUrls),
  })
  const recipients = createRecipients(storage)
  const connections = createConnections({
    ...{ storage, vault, upstream, clock, profiles, recipients, newId: randomUUID },
    log: () => {},
  })
  const feishu = { upstream, tokens, clock, budgets: createRateBudgets({ clock }) }

  return {
    async start(body) {
      await vault.check({ forget: false })
      const started = await connections.start(body, locale, LOCAL_ACTOR)
      if (!('rejected' in started)) return started
      throw new ConsoleError(
        started.rejected === 'unreachable'
          ? describeNotice(started.notice)[locale]
          : describeIssue(started.path, started.rejected, locale).message,
      )
    },
    async read(id) {
      const connection = await connections.find(id, locale)
      if (!connection) throw new Error('the connection was removed')
      return connection
    },
    profile: async (id) =>
      (await profiles.list(null)).profiles.find((profile) => profile.id === id),
    async check(id) {
      const profile = await profiles.find(id, null)
      if (!profile) return { checks: [] }
      return runDoctor({ feishu, skews: createClockSkews() }, profile, locale)
    },
    async close() {
      await connections.close()
      pasted.close()
      await upstream.close()
      await storage.close()
    },
  }
}
