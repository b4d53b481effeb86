import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDraft } from '#contract/draft'
import { composedDraft } from './composed-draft.ts'
import { toBody } from './composition.ts'

const present = emptyDraft()
present.values.message_id = 'om_present'

describe('something composed elsewhere', () => {
  test('opens as the form where the form can show all of it', () => {
    const body = '{"follow_ups":[{"content":"甲"},{"content":"B","i18n_contents":[]}]}'
    expect(composedDraft({ body, message_id: 'om_1' }, present)).toEqual({
      values: {
        message_id: 'om_1',
        follow_ups: [
          { content: '甲', i18n_contents: [] },
          { content: 'B', i18n_contents: [] },
        ],
      },
      view: 'form',
      source: 'form',
      jsonText: '',
    })
  })

  test.each([
    '{"follow_ups":[{"content":"A","colour":"red"}]}',
    '{"follow_ups":7}',
    '{"follow_ups": [',
    '',
  ])('opens in the JSON view, to the letter, where the form would lose some of it: %s', (body) => {
    expect(composedDraft({ body }, present)).toMatchObject({
      values: { message_id: 'om_present' },
      view: 'json',
      source: 'json',
      jsonText: body,
    })
  })

  test('keeps the target that is there unless it brings its own', () => {
    const body = { follow_ups: [] }
    expect(composedDraft({ body }, present).values.message_id).toBe('om_present')
    expect(composedDraft({ body, message_id: null }, present).values.message_id).toBe('om_present')
    expect(composedDraft({ body, message_id: 'om_own' }, present).values.message_id).toBe('om_own')
  })

  test('says the same as before, whatever body it is', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        const { source, values, jsonText } = composedDraft({ body }, present)
        if (source === 'json') expect(jsonText).toBe(body)
        else {
          const said: unknown = JSON.parse(body)
          expect(composedDraft({ body: toBody(values.follow_ups) }, present).values).toEqual(values)
          expect(said).toHaveProperty('follow_ups')
        }
      }),
    )
  })
})
