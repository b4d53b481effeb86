import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRecipients } from '../recipients/create-recipients.ts'
import type { RecipientStore } from '../recipients/recipients.ts'
import type { Storage } from '../storage/storage.ts'

const AT = Date.parse('2026-11-22T08:00:00Z')

/** Tests that every database must pass; `open` creates an unused one. */
export function testRecipients(open: () => Promise<Storage>): void {
  describe('recipients', () => {
    let storage: Storage
    let recipients: RecipientStore
    let profiles = 0
    beforeAll(async () => {
      storage = await open()
      recipients = createRecipients(storage)
    })
    afterAll(() => storage.close())

    /** Returns the address book of one test. */
    function book() {
      const owner = { profile: `profile-${++profiles}`, base_url: 'https://open.feishu.cn' }
      const learn = (receive_id: string, at_ms: number, chat_id: string | null = null) =>
        recipients.learn(owner, { receive_id_type: 'open_id', receive_id, chat_id, at_ms })
      const keep = (receive_id: string, more: { name?: string | null; favourite?: boolean }) =>
        recipients.keep(owner, { receive_id_type: 'open_id', receive_id, ...more })
      const ids = async (query = '') =>
        (await recipients.list(owner, query)).map(({ receive_id }) => receive_id)
      return { owner, learn, keep, ids }
    }

    test('are stored from sent messages with their chat, latest first', async () => {
      const { owner, learn, ids } = book()
      await learn('ou_a', AT, 'oc_a')
      await learn('ou_b', AT + 1)
      expect(await ids()).toEqual(['ou_b', 'ou_a'])
      await learn('ou_a', AT + 2)
      expect(await ids()).toEqual(['ou_a', 'ou_b'])
      expect(await recipients.find(owner, 'open_id', 'ou_a')).toEqual({
        receive_id_type: 'open_id',
        receive_id: 'ou_a',
        name: null,
        chat_id: 'oc_a',
        favourite: false,
        last_sent_at: new Date(AT + 2).toISOString(),
      })
    })

    test('are sorted: favourites, then the latest, then those without a message', async () => {
      const { learn, keep, ids } = book()
      await learn('ou_late', AT)
      await keep('ou_star', { favourite: true })
      await keep('ou_named', { name: 'Ann' })
      expect(await ids()).toEqual(['ou_star', 'ou_late', 'ou_named'])
    })

    test('keep the fields that a change omits', async () => {
      const { learn, keep } = book()
      await learn('ou_a', AT, 'oc_a')
      await keep('ou_a', { name: ' 小雨 ' })
      await keep('ou_a', { favourite: true })
      await learn('ou_a', AT + 1)
      expect(await keep('ou_a', {})).toMatchObject({
        name: '小雨',
        favourite: true,
        chat_id: 'oc_a',
        last_sent_at: new Date(AT + 1).toISOString(),
      })
      expect(await keep('ou_a', { name: '', favourite: false })).toMatchObject({
        name: null,
        favourite: false,
      })
    })

    test('are found by any part of name or id, without wildcards', async () => {
      const { learn, keep, ids } = book()
      await keep('ou_emma', { name: 'Emma Clarke 100%' })
      await keep('ou_xiaoyu', { name: '林晓雨' })
      await learn('ou_plain', AT, 'oc_found')
      expect(await ids('clarke EMMA')).toEqual(['ou_emma'])
      expect(await ids('晓雨')).toEqual(['ou_xiaoyu'])
      expect(await ids('oc_found')).toEqual(['ou_plain'])
      expect(await ids('100%')).toEqual(['ou_emma'])
      expect(await ids('1%0')).toEqual([])
      expect(await ids('ou.emma')).toEqual([])
    })

    test('belong to one profile and one upstream', async () => {
      const { owner, learn } = book()
      await learn('ou_a', AT)
      const other = { ...owner, base_url: 'https://open.larksuite.com' }
      expect(await recipients.list(other, '')).toEqual([])
      expect(await recipients.find({ ...owner, profile: 'x' }, 'open_id', 'ou_a')).toBeNull()
    })

    test('can be removed', async () => {
      const { owner, learn, ids } = book()
      await learn('ou_a', AT)
      expect(await recipients.remove(owner, 'open_id', 'ou_a')).toBe(true)
      expect(await recipients.remove(owner, 'open_id', 'ou_a')).toBe(false)
      expect(await ids()).toEqual([])
    })

    test('of a chat are its users, not the chat itself', async () => {
      const { owner, learn } = book()
      await learn('ou_a', AT, 'oc_1')
      await recipients.learn(owner, {
        receive_id_type: 'chat_id',
        receive_id: 'oc_1',
        chat_id: 'oc_1',
        at_ms: AT,
      })
      const people = await recipients.inChat(owner, 'oc_1')
      expect(people.map(({ receive_id }) => receive_id)).toEqual(['ou_a'])
      expect(await recipients.inChat(owner, 'oc_2')).toEqual([])
    })

    test('get many names at once, and lose them without a trace', async () => {
      const { owner, learn, keep, ids } = book()
      await learn('ou_sent', AT)
      await keep('ou_star', { favourite: true })
      const many = Array.from({ length: 1_200 }, (_, n) => ({
        receive_id_type: 'user_id' as const,
        receive_id: `u${n}`,
        name: ` Person ${n} `,
      }))
      const known = ['ou_sent', 'ou_star'].map((receive_id) => ({
        receive_id_type: 'open_id' as const,
        receive_id,
        name: receive_id,
      }))
      await recipients.saveNames(owner, [...many, ...known])
      const names = await recipients.names(owner, [...many, ...known])
      expect(names.size).toBe(1_202)
      expect(names.get('user_id:u1199')).toBe('Person 1199')
      expect(await ids('person 1199')).toEqual(['u1199'])
      await recipients.saveNames(
        owner,
        [...many, ...known].map((one) => ({ ...one, name: null })),
      )
      expect(await recipients.names(owner, [...many, ...known])).toEqual(new Map())
      // Somebody who was sent to, or has a star, stays.
      expect(await ids()).toEqual(['ou_star', 'ou_sent'])
    })

    test('that are written concurrently are all kept', async () => {
      const { learn, keep, ids } = book()
      const names = Array.from({ length: 8 }, (_, n) => `ou_${n}`)
      await Promise.all([
        ...names.map((name) => learn(name, AT)),
        ...names.map((name) => keep(name, { favourite: true })),
      ])
      expect((await ids()).toSorted()).toEqual(names)
    })
  })
}
