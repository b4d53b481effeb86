import { gzipSync } from 'node:zlib'
import * as lark from '@larksuiteoapi/node-sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { type DecideRegistration, registrationResponseSchema } from '#contract/emulator/state'
import { readLink } from '../tenant/registrations.ts'
import { createTestClock, startForTest } from '../testing/client.ts'

const encode = (addons: unknown) => gzipSync(JSON.stringify(addons)).toString('base64url')

async function start() {
  const clock = createTestClock()
  const client = await startForTest({ clock: clock.read })
  const post = async (form: Record<string, string>) => {
    const response = await fetch(`${client.emulator.url}/oauth/v1/app/registration`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    return { status: response.status, ...(await response.json()) }
  }
  const begin = () => post({ action: 'begin', archetype: 'PersonalAgent' })
  const poll = (device_code: string) => post({ action: 'poll', device_code })
  const path = (user_code: string) => `/registrations/${user_code}`
  const decide = async (user_code: string, body: DecideRegistration) => {
    const schema = registrationResponseSchema
    return (await client.control('POST', path(user_code), body, schema)).registration
  }
  const refused = (user_code: string, body: DecideRegistration) =>
    client.controlRefusal('POST', path(user_code), body)
  return { ...client, clock, post, begin, poll, decide, refused }
}

test('the official Node client connects an app with the scopes and events of its link', async () => {
  const { emulator, decide, state, requestToken } = await start()
  const { host } = new URL(emulator.url)
  const link = Promise.withResolvers<string>()
  const approved = Promise.withResolvers<void>()
  // The client knows https only, and would wait 5 s if its first poll came before the approval.
  const { request } = lark.defaultHttpInstance.interceptors
  const http = request.use(async (config) => {
    if (String(config.data).includes('action=poll')) await approved.promise
    return { ...config, url: config.url?.replace(`https://${host}`, emulator.url) ?? '' }
  })
  const registered = lark.registerApp({
    domain: host,
    larkDomain: host,
    addons: {
      preset: false,
      scopes: { tenant: ['im:message:send_as_bot', 'no:such:scope'] },
      events: { items: { tenant: ['im.message.receive_v1'] } },
    },
    createOnly: true,
    appPreset: { name: 'Orders' },
    onQRCodeReady: ({ url }) => link.resolve(url),
  })
  const url = await link.promise
  const user_code = new URL(url).searchParams.get('user_code') ?? ''
  const { app_id } = await decide(user_code, { action: 'approve', url, tenant_brand: 'lark' })
  approved.resolve()
  const result = await registered
  request.eject(http)
  const { default_receiver, apps, registrations } = await state()
  expect(result).toEqual({
    client_id: app_id,
    client_secret: expect.stringMatching(/^[0-9a-f]{32}$/),
    user_info: { open_id: default_receiver.receive_id, tenant_brand: 'lark' },
  })
  expect(apps.at(-1)).toMatchObject({
    app_id: expect.stringMatching(/^cli_[0-9a-f]{16}$/),
    name: 'Orders',
    scopes: ['im:message:send_as_bot'],
  })
  expect(await requestToken(result.client_id, result.client_secret)).toMatchObject({ code: 0 })
  expect(registrations).toMatchObject([{ user_code, state: 'approved', app_id }])
  expect(JSON.stringify(registrations)).not.toContain(result.client_secret)
})

test('a poll reports what the user did, and that a client polls too often', async () => {
  const { begin, poll, decide, refused, clock } = await start()
  const first = await begin()
  expect(first).toMatchObject({
    ...{ status: 200, interval: 5, expires_in: 600 },
    user_code: expect.stringMatching(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/),
    verification_uri_complete: expect.stringContaining(`?user_code=${first.user_code}`),
  })
  const pending = { status: 400, error: 'authorization_pending' }
  expect(await poll(first.device_code)).toMatchObject(pending)
  expect(await poll(first.device_code)).toMatchObject({ status: 400, error: 'slow_down' })
  clock.advance(5_000)
  expect(await poll(first.device_code)).toMatchObject(pending)
  expect(await refused(first.user_code, { action: 'approve', open_id: 'ou_x' })).toMatchObject({
    ...{ status: 422, issues: [{ path: 'open_id' }] },
  })
  await decide(first.user_code, { action: 'deny' })
  expect(await poll(first.device_code)).toMatchObject({ status: 400, error: 'access_denied' })
  expect(await refused(first.user_code, { action: 'approve' })).toMatchObject({ status: 422 })

  const second = await begin()
  clock.advance(600_000)
  expect(await poll(second.device_code)).toMatchObject({ status: 400, error: 'expired_token' })
  expect(await refused(second.user_code, { action: 'approve' })).toMatchObject({ status: 422 })
  expect(await poll('x')).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(await refused('none', { action: 'deny' })).toMatchObject({ status: 404 })
})

test.each(['once', 'again'])('a secret is returned %s, as assumed', async (registration_secret) => {
  const { begin, poll, decide, control } = await start()
  await control('POST', '/assumptions', { registration_secret }, assumptionsResponseSchema)
  const { device_code, user_code } = await begin()
  await decide(user_code, { action: 'approve' })
  const { client_secret } = await poll(device_code)
  expect(client_secret).toBeTypeOf('string')
  const again = await poll(device_code)
  if (registration_secret === 'once') expect(again).toMatchObject({ error: 'expired_token' })
  else expect(again).toMatchObject({ client_secret })
})

test('an opened link adds scopes to the app that it names, unless it only creates apps', async () => {
  const { begin, poll, decide, state, refused } = await start()
  const [, parcels] = (await state()).apps
  const addons = encode({ scopes: { tenant: ['im:message.group_msg'] } })
  const link = { addons, clientID: parcels?.app_id ?? '' }

  const first = await begin()
  const url = `${first.verification_uri_complete}&${new URLSearchParams(link)}`
  expect(await (await fetch(url)).text()).toContain(`/_emulator/registrations/${first.user_code}`)
  expect(await decide(first.user_code, { action: 'approve' })).toMatchObject({
    app_id: parcels?.app_id,
  })
  expect(await poll(first.device_code)).toMatchObject({ client_id: parcels?.app_id })
  expect((await state()).apps[1]?.scopes).toContain('im:message.group_msg')

  const second = await begin()
  const only = new URLSearchParams({ ...link, createOnly: 'true' })
  const created = await decide(second.user_code, {
    action: 'approve',
    url: `${second.verification_uri_complete}&${only}`,
  })
  expect(created.app_id).not.toBe(parcels?.app_id)

  const third = await begin()
  const unknown = `${third.verification_uri_complete}&clientID=cli_unknown`
  for (const wrong of [unknown, url]) {
    expect(await refused(third.user_code, { action: 'approve', url: wrong })).toMatchObject({
      issues: [{ path: 'url' }],
    })
  }
})

test('reads any addons without an error', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json().map((json) => gzipSync(json).toString('base64url')),
    fc.anything().map((value) => encode({ scopes: value, events: { items: value } })),
  )
  fc.assert(
    fc.property(text, (addons) => {
      const url = new URL(`http://x/?${new URLSearchParams({ addons })}`)
      const { scopes, events } = readLink(url)
      expect([...scopes, ...events].every((name) => typeof name === 'string')).toBe(true)
    }),
  )
  expect(readLink(new URL('http://x/?addons=x')).preset).toBe(true)
})

test('a form of the device flow has at most 16 KB', async () => {
  const { emulator } = await start()
  const send = async (size: number) => {
    const url = `${emulator.url}/oauth/v1/app/registration`
    const body = 'action=begin&x='.padEnd(size, 'x')
    const response = await fetch(url, { method: 'POST', body })
    return { status: response.status, body: await response.json() }
  }
  expect(await send(16_384)).toMatchObject({ status: 200, body: { interval: 5 } })
  const unknown = { error: 'invalid_request', error_description: 'Unknown action.' }
  expect(await send(16_385)).toEqual({ status: 400, body: unknown })
})

test('each step of the device flow makes a new version of the state, a pending poll does not', async () => {
  const { begin, poll, post, decide, state, emulator } = await start()
  const grows = async (step: () => Promise<unknown>) => {
    const { version } = await state()
    await step()
    return (await state()).version > version
  }
  const { device_code, user_code, verification_uri_complete } = await begin()
  expect(await grows(begin)).toBe(true)
  expect(await grows(() => poll(device_code))).toBe(false)
  expect(await grows(() => post({ action: 'x' }))).toBe(false)
  expect(await grows(() => fetch(verification_uri_complete))).toBe(true)
  expect(await grows(() => fetch(`${emulator.url}/page/launcher?user_code=x`))).toBe(false)
  await decide(user_code, { action: 'approve' })
  expect(await grows(() => poll(device_code))).toBe(true)
})

test('the page of a link says how to decide, and an unknown link does not exist', async () => {
  const { begin, emulator, post } = await start()
  const { user_code, verification_uri_complete, verification_uri } = await begin()
  expect(verification_uri).toBe(`${emulator.url}/page/launcher`)
  const page = await fetch(verification_uri_complete)
  expect(page.status).toBe(200)
  expect((await page.text()).split('\n')).toEqual([
    `The link of ${user_code} was opened.`,
    `Approve or deny it on the page Emulator of the console, or with POST /_emulator/registrations/${user_code} {"action": "approve"}.`,
    `已打开 ${user_code} 的链接。请在控制台的“模拟器”页，或用上面的调用同意或拒绝。`,
  ])
  for (const query of ['', '?user_code=', '?user_code=x']) {
    const unknown = await fetch(verification_uri + query)
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).toBe('Unknown user_code. 未知的 user_code。')
  }
  expect(await post({ action: 'poll' })).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(await post({})).toMatchObject({ status: 400, error: 'invalid_request' })
})
