import { deflateRawSync, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Draft, emptyDraft } from '#contract/draft'
import { LINK_MAX, readShareFragment, writeShareFragment } from './share-link.ts'

const text = fc.string({ unit: 'binary', maxLength: 200 })
const draft: fc.Arbitrary<Draft> = fc.record({
  values: fc.record({
    message_id: fc.constantFrom('', 'om_1', 'om_3210a18894e206715a4359115f4cf2f5', 'no id'),
    follow_ups: fc.array(
      fc.record({
        content: text,
        i18n_contents: fc.array(fc.record({ content: text, language: text }), { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  }),
  view: fc.constantFrom('form', 'json'),
  source: fc.constantFrom('form', 'json'),
  jsonText: text,
})

const fragmentOf = (bytes: Uint8Array) => `#share=${Buffer.from(bytes).toString('base64url')}`
const packed = (value: unknown) => fragmentOf(deflateSync(JSON.stringify(value)))

function draftOf(content: string): Draft {
  const made = emptyDraft()
  made.values.message_id = 'om_secret_target'
  made.values.follow_ups = [{ content, i18n_contents: [] }]
  return made
}

describe('a share link', () => {
  test('restores the draft, with any text', async () => {
    await fc.assert(
      fc.asyncProperty(draft, fc.boolean(), async (made, withTarget) => {
        const link = await writeShareFragment(made, { withTarget })
        expect(link).toMatch(/^#share=[\w-]+$/)
        const { message_id } = made.values
        fc.pre(link.length <= LINK_MAX)
        const read = await readShareFragment(link)
        const target = withTarget && message_id.startsWith('om_') ? message_id : ''
        expect(read).toEqual({
          ok: true,
          draft:
            made.source === 'json'
              ? {
                  ...emptyDraft(),
                  values: { ...emptyDraft().values, message_id: target },
                  view: 'json',
                  source: 'json',
                  jsonText: made.jsonText,
                }
              : {
                  ...emptyDraft(),
                  values: { message_id: target, follow_ups: made.values.follow_ups },
                },
        })
      }),
    )
  })

  test('contains the target only on request', async () => {
    const read = await readShareFragment(
      await writeShareFragment(draftOf('x'), { withTarget: false }),
    )
    expect(JSON.stringify(read)).not.toContain('om_')
  })

  test('stays short for ordinary texts', async () => {
    const rows = Array.from({ length: 16 }, (_, row) => ({
      content: `查看订单 ${row} 的物流进度，谢谢`,
      language: 'zh_cn',
    }))
    const made = draftOf('Track my parcel')
    made.values.follow_ups = Array.from({ length: 3 }, (_, n) => ({
      content: `bubble ${n}`,
      i18n_contents: rows,
    }))
    expect((await writeShareFragment(made, { withTarget: true })).length).toBeLessThan(1_000)
  })

  test('is damaged if any one character was changed or lost', async () => {
    const link = await writeShareFragment(draftOf('Track my parcel 查看进度'), { withTarget: true })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: '#share='.length, max: link.length - 1 }),
        fc.constantFrom('', 'A', 'z', '_', '~'),
        async (at, char) => {
          fc.pre(link[at] !== char)
          const changed = link.slice(0, at) + char + link.slice(at + 1)
          // The last character may have unused bits.
          fc.pre(at < link.length - 1 || char === '')
          expect(await readShareFragment(changed)).toMatchObject({ ok: false })
        },
      ),
    )
  })

  test.each([
    ['nothing', '#share='],
    ['no base64', '#share=%20'],
    ['no deflate', fragmentOf(Buffer.from('hello'))],
    ['no checksum', fragmentOf(deflateRawSync('{"follow_ups":[]}'))],
    ['no JSON', fragmentOf(deflateSync('{"follow_ups":['))],
    ['no UTF-8', fragmentOf(deflateSync(Buffer.from([0x22, 0xff, 0x22])))],
    ['something after its end', fragmentOf(Buffer.concat([deflateSync('{}'), Buffer.from('x')]))],
    ['another shape', packed({ follow_ups: [{ content: 1 }] })],
    ['unknown fields', packed({ follow_ups: [], token: 't-1' })],
    ['both views at once', packed({ follow_ups: [], json: '' })],
    ['a target that is none', packed({ follow_ups: [], message_id: '../om_1' })],
    ['no object', packed(null)],
  ])('is damaged if it contains %s', async (_, link) => {
    expect(await readShareFragment(link)).toEqual({ ok: false, why: 'damaged' })
  })

  test('that inflates to more than a draft holds is rejected early', async () => {
    const bomb = fragmentOf(deflateSync(Buffer.alloc(4_000_000)))
    expect(bomb.length).toBeLessThan(LINK_MAX)
    expect(await readShareFragment(bomb)).toEqual({ ok: false, why: 'too_large' })
    expect(await readShareFragment(`#share=${'A'.repeat(LINK_MAX)}`)).toEqual({
      ok: false,
      why: 'too_large',
    })
  })

  test('never hangs or throws, with any content', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string().map((rest) => `#share=${rest}`),
          fc.uint8Array({ maxLength: 4_000 }).map(fragmentOf),
          fc.json().map((json) => fragmentOf(deflateSync(json))),
        ),
        async (link) => {
          expect(await readShareFragment(link)).toHaveProperty('ok')
        },
      ),
    )
  })
})
