import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { react } from '../testing/codes-around.ts'
import { createTenant } from '../testing/tenant.ts'

test('a bot adds, lists and removes its reactions', async () => {
  const tenant = await createTenant()
  const { ask, clock, app_id } = tenant
  const { message_id } = await tenant.hear()
  const path = `/im/v1/messages/${message_id}/reactions`
  const { data: first } = await react(tenant, message_id, 'OK')
  clock.advance(10)
  for (const emoji of ['SMILE', 'DONE']) await react(tenant, message_id, emoji)
  // A bot adds an emoji once.
  expect((await react(tenant, message_id, 'OK')).data).toEqual(first)
  expect(first).toMatchObject({ operator: { operator_id: app_id } })

  const list = async (query = '') => (await ask('GET', `${path}?${query}`)).data
  const emojis = (data: unknown) =>
    z
      .object({ items: z.array(z.object({ reaction_type: z.object({ emoji_type: z.string() }) })) })
      .parse(data)
      .items.map(({ reaction_type }) => reaction_type.emoji_type)
  const page = await list('page_size=2')
  expect([emojis(page), page?.has_more]).toEqual([['OK', 'SMILE'], true])
  const next = await list(`page_size=2&page_token=${page?.page_token}`)
  expect([emojis(next), next?.has_more]).toEqual([['DONE'], false])
  expect(next).not.toHaveProperty('page_token')
  expect(emojis(await list('reaction_type=SMILE'))).toEqual(['SMILE'])

  const removed = await ask('DELETE', `${path}/${first?.reaction_id}`)
  expect(removed.data).toEqual(first)
  expect(emojis(await list())).toEqual(['SMILE', 'DONE'])
})
