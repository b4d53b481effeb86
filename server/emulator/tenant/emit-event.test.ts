import { expect, test } from 'vitest'
import {
  appResponseSchema,
  enterResponseSchema,
  userResponseSchema,
} from '#contract/emulator/control'
import { bubble } from '../testing/push.ts'
import { createTenant, type Tenant } from '../testing/tenant.ts'

/** Returns the newest event as JSON, whose keys are in the order in which they are sent. */
const lastEvent = async ({ state }: Tenant) =>
  JSON.parse(JSON.stringify((await state()).events.at(-1)?.event))

const changeUser = (tenant: Tenant, change: Record<string, string>) =>
  tenant.control('PATCH', `/users/${tenant.user_id}`, change, userResponseSchema)

test('a received message has the keys in the order seen live, and the user’s client', async () => {
  const tenant = await createTenant()
  await changeUser(tenant, { client_version: '7.45.7', language: 'vi_vn' })
  await tenant.hear()
  const { header, event } = await lastEvent(tenant)
  expect(Object.keys(header)).toEqual([
    ...['event_id', 'create_time', 'event_type', 'tenant_key', 'app_id'],
  ])
  expect(Object.keys(event)).toEqual(['message', 'sender'])
  expect(Object.keys(event.message)).toEqual([
    ...['chat_id', 'chat_type', 'content', 'create_time', 'message_id', 'message_type'],
    ...['update_time', 'user_agent'],
  ])
  expect(Object.keys(event.sender)).toEqual(['sender_id', 'sender_type', 'tenant_key'])
  expect(event.message.user_agent).toContain(' Lark/7.45.7 LarkLocale/vi_VN ')

  const scopes = ['im:message', 'im:message.p2p_msg:readonly', 'contact:user.employee_id:readonly']
  await tenant.control('PATCH', `/apps/${tenant.app_id}`, { scopes }, appResponseSchema)
  await tenant.hear()
  const { event: next } = await lastEvent(tenant)
  expect(next.message).not.toHaveProperty('user_agent')
  expect(Object.keys(next.sender.sender_id)).toEqual(['open_id', 'union_id', 'user_id'])
})

test('a client before 7.20 shows no bubbles and says why', async () => {
  const tenant = await createTenant()
  const { message_id } = await tenant.send()
  await tenant.ask('POST', `/im/v1/messages/${message_id}/push_follow_up`, bubble('x'))
  const click = () =>
    tenant.controlRefusal('POST', `/users/${tenant.user_id}/clicks`, { message_id, index: 0 })

  await changeUser(tenant, { client_version: '7.19.9' })
  const hidden = await tenant.look(message_id)
  expect(hidden).toMatchObject({ shows_bubbles: false, bubbles: [] })
  expect(hidden.bubbles_hidden?.en).toContain('7.20')
  expect((await click()).issues).toMatchObject([{ path: 'message_id' }])

  await changeUser(tenant, { client_version: '7.20' })
  const shown = await tenant.look(message_id)
  expect(shown).toMatchObject({ shows_bubbles: true, bubbles: ['x'] })
  expect(shown).not.toHaveProperty('bubbles_hidden')
  for (const client_version of ['seven', '7', '7.20.0.1', '']) {
    const path = `/users/${tenant.user_id}`
    expect(await tenant.controlRefusal('PATCH', path, { client_version })).toMatchObject({
      status: 422,
      issues: [{ path: 'client_version' }],
    })
  }
})

test('a user who opens a chat is reported to a custom bot, with the last message', async () => {
  const tenant = await createTenant()
  const enter = (app_id: string) =>
    tenant.control('POST', `/users/${tenant.user_id}/enter`, { app_id }, enterResponseSchema)
  const sent = await tenant.send()
  const entered = await enter(tenant.app_id)
  expect(entered).toEqual({ chat_id: sent.chat_id, event_sent: true })
  const { header, event } = await lastEvent(tenant)
  expect(header.event_type).toBe('im.chat.access_event.bot_p2p_chat_entered_v1')
  expect(event).toMatchObject({
    chat_id: sent.chat_id,
    last_message_id: sent.message_id,
    last_message_create_time: sent.create_time,
    operator_id: { open_id: tenant.user_id },
  })

  const apps = (await tenant.state()).apps
  const store = apps.find(({ app_type }) => app_type === 'isv')
  expect((await enter(store?.app_id ?? '')).event_sent).toBe(false)
  await changeUser(tenant, { client_version: '7.17.0' })
  expect((await enter(tenant.app_id)).event_sent).toBe(false)
  const refused = await tenant.controlRefusal('POST', `/users/${tenant.user_id}/enter`, {
    app_id: 'cli_x',
  })
  expect(refused).toMatchObject({ status: 422, issues: [{ path: 'app_id' }] })
})
