import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { exchangeSchema } from '#contract/exchange'
import { ticketResendSchema } from '#contract/profile-change'
import { createEmulator } from '../emulator/emulator.ts'
import { createTestConsole } from '../testing/test-console.ts'

const stateSchema = z.object({
  tenant_key: z.string(),
  events: z.array(z.object({ event: z.looseObject({}) })),
})
const ticketSchema = z.looseObject({ event: z.looseObject({ app_ticket: z.string() }) })

/** Starts an emulator and a console with a store app. */
async function start() {
  const emulator = await createEmulator()
  const testConsole = createTestConsole([], { allowedBaseUrls: [emulator.url] })
  onTestFinished(async () => {
    await testConsole.close()
    await emulator.close()
  })
  const state = async () =>
    stateSchema.parse(await (await fetch(`${emulator.url}/_emulator/state`)).json())
  const { tenant_key } = await state()
  const ticketEvent = async () => ticketSchema.parse((await state()).events.at(-1)?.event)
  const json = { 'content-type': 'application/json', 'accept-language': 'en' }
  const made = await testConsole.post('/api/profiles', {
    name: 'Survey',
    base_url: emulator.url,
    app_id: 'cli_fedcba9876543210',
    app_secret: 'emulator-secret-store',
    app_type: 'store',
    tenant_key,
  })
  const { id } = z.object({ id: z.string() }).parse(await made.json())
  const path = `/api/profiles/${id}`
  let messages = 0
  return {
    change: (body: object) =>
      testConsole.request(path, { method: 'PATCH', headers: json, body: JSON.stringify(body) }),
    async resend() {
      const response = await testConsole.request(`${path}/app_ticket_resend`, {
        method: 'POST',
        headers: json,
      })
      expect(response.status).toBe(200)
      return ticketResendSchema.parse(await response.json())
    },
    async push() {
      messages += 1
      const push = `/api/messages/om_nothing_${messages}/push_follow_up?profile=${id}`
      const response = await testConsole.post(push, { follow_ups: [{ content: 'OK' }] })
      return exchangeSchema.parse(await response.json())
    },
    /** Returns the latest ticket of the emulator. */
    ticket: async () => (await ticketEvent()).event.app_ticket,
    /** Sends it to the event URL of the console, as the platform does. */
    async deliverTicket() {
      const event = { ...(await ticketEvent()), token: 'verification-token' }
      const saved = await testConsole.request(`/api/event-sources/webhook?profile=${id}`, {
        ...{ method: 'PUT', headers: json },
        body: JSON.stringify({ verification_token: event.token }),
      })
      expect(saved.status).toBe(200)
      return testConsole.post(`/api/events/${id}`, event)
    },
  }
}

test('a store app can send after it has the requested app_ticket', async () => {
  const { change, push, resend, ticket } = await start()
  expect(await push()).toMatchObject({
    outcome: 'not_sent',
    failure: { stage: 'token', kind: 'no_app_ticket' },
  })
  expect(await resend()).toMatchObject({ resent: false, code: null, wait_s: 300 })

  await change({ app_ticket: await ticket() })
  const sent = await push()
  expect(sent).toMatchObject({ outcome: 'answered' })
  expect(sent.attempts).toHaveLength(1)

  await change({ app_ticket: 'ticket-of-yesterday' })
  expect(await push()).toMatchObject({ outcome: 'token_refused', code: 10012 })
  await change({ app_ticket: await ticket(), tenant_key: 'anothertenant' })
  expect(await push()).toMatchObject({ outcome: 'token_refused', code: 10013 })
  await change({ tenant_key: null })
  expect(await push()).toMatchObject({ outcome: 'not_sent', failure: { kind: 'no_tenant_key' } })
})

test('an app_ticket can be requested at once, and a wrong secret is reported', async () => {
  const { change, resend } = await start()
  await change({ app_secret: 'a-wrong-secret' })
  expect(await resend()).toMatchObject({ resent: false, code: 10014, wait_s: 0 })
  await change({ app_secret: 'emulator-secret-store' })
  expect(await resend()).toMatchObject({ resent: true, code: 0, wait_s: 300 })
})

test('a ticket that the platform sends to the event URL is stored', async () => {
  const { deliverTicket, push, resend, ticket } = await start()
  await resend()
  const before = await ticket()
  expect((await deliverTicket()).status).toBe(200)
  expect(await push()).toMatchObject({ outcome: 'answered' })
  expect(await ticket()).toBe(before)
})
