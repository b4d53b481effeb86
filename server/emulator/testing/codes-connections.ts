import { appResponseSchema, assumptionsResponseSchema } from '#contract/emulator/control'
import type { CodeCase } from './codes.ts'
import { openConnection } from './connections.ts'
import type { Tenant } from './tenant.ts'

const CUSTOM = { AppID: 'cli_0123456789abcdef', AppSecret: 'emulator-secret' }
const STORE = { AppID: 'cli_fedcba9876543210', AppSecret: 'emulator-secret-store' }

const request = ({ call }: Tenant, body: unknown) => call('POST', '/callback/ws/endpoint', { body })
const assume = (t: Tenant, body: Record<string, string>) =>
  t.control('POST', '/assumptions', body, assumptionsResponseSchema)

export const CONNECTION_CODES = {
  connection_endpoint: [
    { code: 0, when: 'valid credentials', ask: (t) => request(t, CUSTOM) },
    { code: 1000040344, when: 'no credentials', ask: (t) => request(t, {}) },
    {
      code: 1000040344,
      when: 'an unknown app',
      ask: (t) => request(t, { ...CUSTOM, AppID: 'cli_x' }),
    },
    {
      code: 1000040344,
      when: 'a wrong secret',
      ask: (t) => request(t, { ...CUSTOM, AppSecret: 'x' }),
    },
    { code: 403, when: 'a store app', ask: (t) => request(t, STORE) },
    {
      code: 514,
      when: 'a disabled app with another assumption',
      async ask(t) {
        await assume(t, { connection_refusal: '514' })
        await t.control('PATCH', `/apps/${CUSTOM.AppID}`, { enabled: false }, appResponseSchema)
        return request(t, CUSTOM)
      },
    },
    {
      code: 1000040350,
      when: 'as many connections as allowed',
      async ask(t) {
        await assume(t, { connection_limit: '3' })
        for (let opened = 0; opened < 3; opened += 1) await openConnection(t.emulator.url, CUSTOM)
        return request(t, CUSTOM)
      },
    },
  ],
  count_connections: [
    { code: 0, when: 'no parameters', ask: (t) => t.ask('GET', '/event/v1/connection') },
  ],
} satisfies Record<string, readonly CodeCase[]>
