import * as z from 'zod/mini'
import { appResponseSchema, assumptionsResponseSchema } from '#contract/emulator/control'
import type { CodeCase } from './codes.ts'
import type { Tenant } from './tenant.ts'

const AUTH = '/open-apis/auth/v3'
const CUSTOM = { app_id: 'cli_0123456789abcdef', app_secret: 'emulator-secret' }
const STORE = { app_id: 'cli_fedcba9876543210', app_secret: 'emulator-secret-store' }

type Credentials = typeof CUSTOM

/** The errors of every call with an app's credentials. */
function credentialRows(path: string, good: Credentials): CodeCase[] {
  const ask = ({ call }: Tenant, body: unknown) => call('POST', AUTH + path, { body })
  const disable = async (t: Tenant, disabled_app_token: string) => {
    await t.control('PATCH', `/apps/${good.app_id}`, { enabled: false }, appResponseSchema)
    await t.control('POST', '/assumptions', { disabled_app_token }, assumptionsResponseSchema)
    return ask(t, good)
  }
  return [
    { code: 10003, when: 'no credentials', ask: (t) => ask(t, {}) },
    { code: 10003, when: 'an unknown app', ask: (t) => ask(t, { ...good, app_id: 'cli_x' }) },
    { code: 10014, when: 'a wrong secret', ask: (t) => ask(t, { ...good, app_secret: 'x' }) },
    {
      code: 10015,
      when: 'a wrong secret, as in the generic table',
      async ask(t) {
        const assumed = { wrong_secret: '10015' }
        await t.control('POST', '/assumptions', assumed, assumptionsResponseSchema)
        return ask(t, { ...good, app_secret: 'x' })
      },
    },
    { code: 10014, when: 'a disabled app', ask: (t) => disable(t, '10014') },
    {
      code: 10005,
      when: 'a disabled app with another assumption',
      ask: (t) => disable(t, '10005'),
    },
  ]
}

/** Returns the newest ticket of a store app. */
async function ticketOf({ call, state }: Tenant): Promise<string> {
  await call('POST', `${AUTH}/app_ticket/resend`, { body: STORE })
  const { events } = await state()
  const { event } = z
    .object({ event: z.object({ app_ticket: z.string() }) })
    .parse(events.at(-1)?.event)
  return event.app_ticket
}

async function appToken(tenant: Tenant): Promise<string> {
  const body = { ...STORE, app_ticket: await ticketOf(tenant) }
  const answer = await tenant.call('POST', `${AUTH}/app_access_token`, { body })
  return z.string().parse(answer.app_access_token)
}

function askForTenantToken({ call }: Tenant, body: unknown) {
  return call('POST', `${AUTH}/tenant_access_token`, { body })
}

export const TOKEN_CODES = {
  tenant_access_token_internal: [
    { code: 0, when: 'valid credentials', ask: (t) => t.requestToken() },
    ...credentialRows('/tenant_access_token/internal', CUSTOM),
    {
      code: 10003,
      when: 'a store app',
      ask: (t) => t.requestToken(STORE.app_id, STORE.app_secret),
    },
  ],
  app_access_token_internal: [
    {
      code: 0,
      when: 'valid credentials',
      ask: (t) => t.call('POST', `${AUTH}/app_access_token/internal`, { body: CUSTOM }),
    },
    ...credentialRows('/app_access_token/internal', CUSTOM),
  ],
  app_ticket_resend: [
    {
      code: 0,
      when: 'a store app',
      ask: (t) => t.call('POST', `${AUTH}/app_ticket/resend`, { body: STORE }),
    },
    ...credentialRows('/app_ticket/resend', STORE),
    {
      code: 10016,
      when: 'a custom app',
      ask: (t) => t.call('POST', `${AUTH}/app_ticket/resend`, { body: CUSTOM }),
    },
  ],
  app_access_token: [
    {
      code: 0,
      when: 'the newest ticket',
      ask: async (t) =>
        t.call('POST', `${AUTH}/app_access_token`, {
          body: { ...STORE, app_ticket: await ticketOf(t) },
        }),
    },
    ...credentialRows('/app_access_token', STORE),
    {
      code: 10003,
      when: 'no ticket',
      ask: (t) => t.call('POST', `${AUTH}/app_access_token`, { body: STORE }),
    },
    {
      code: 10012,
      when: 'an older ticket',
      async ask(t) {
        const app_ticket = await ticketOf(t)
        await ticketOf(t)
        return t.call('POST', `${AUTH}/app_access_token`, { body: { ...STORE, app_ticket } })
      },
    },
  ],
  tenant_access_token: [
    {
      code: 0,
      when: 'a token of the app and the key of the tenant',
      async ask(t) {
        const { tenant_key } = await t.state()
        return askForTenantToken(t, { app_access_token: await appToken(t), tenant_key })
      },
    },
    { code: 10003, when: 'no fields', ask: (t) => askForTenantToken(t, {}) },
    {
      code: 20014,
      when: 'an unknown app token',
      ask: (t) => askForTenantToken(t, { app_access_token: 'a-x', tenant_key: 'x' }),
    },
    {
      code: 10013,
      when: 'the key of another tenant',
      ask: async (t) =>
        askForTenantToken(t, { app_access_token: await appToken(t), tenant_key: 'x' }),
    },
  ],
} satisfies Record<string, CodeCase[]>
