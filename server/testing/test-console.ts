import { createApp } from '../app.ts'
import { systemClock } from '../feishu/clock.ts'
import { createControlChannel } from '../feishu/control-channel.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'
import { loopbackHosts } from '../http/allowed-hosts.ts'
import { builtPages } from '../http/built-pages.ts'
import type { LogEntry } from '../http/error-mapper.ts'

export const HOST = '127.0.0.1:4310'

export function testProfile(base_url: string, more: Partial<SecretProfile> = {}): SecretProfile {
  return {
    id: 'feishu',
    name: 'Feishu',
    brand: 'feishu',
    base_url,
    app_id: 'cli_test',
    app_secret: 'secret-of-the-test-app',
    default: true,
    ...more,
  }
}

/** A console without a port of its own, on the given upstreams. */
export function createTestConsole(
  profiles: readonly SecretProfile[],
  { deadlineMs = 10_000, distFolder = '/nonexistent' } = {},
) {
  const upstream = createUpstream({ clock: systemClock, deadlineMs })
  const control = createControlChannel()
  const logged: LogEntry[] = []
  let ids = 0
  const app = createApp({
    profiles,
    allowedHosts: loopbackHosts(4310),
    feishu: {
      upstream,
      tokens: createTenantAccessTokens(upstream, systemClock),
      clock: systemClock,
      newId: () => `id-${++ids}`,
    },
    control,
    pages: builtPages(distFolder),
    log: (entry) => logged.push(entry),
  })

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    return app.request(path, { ...init, headers: { host: HOST, ...init.headers } })
  }

  return {
    app,
    logged,
    request,
    /** Posts JSON: text as it is, anything else serialised. */
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async close() {
      await control.close()
      await upstream.close()
    },
  }
}
