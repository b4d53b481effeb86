import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDraft } from '#contract/draft'
import { toBody } from './composition.ts'
import { composedDraft } from './load-composition.ts'

const present = emptyDraft()
present.values.message_id = 'om_present'

describe('loading a body into the composer', () => {
  test('opens the table if it can show all of it', () => {
    const body = '{"follow_ups":[{"content":"甲"},{"content":"B","i18n_contents":[]}]}'
    expect(composedDraft({ body, message_id: 'om_1' }, present)).toEqual({
      values: {
        message_id: 'om_1',
        follow_ups: [{ content: '甲' }, { content: 'B', i18n_contents: [] }],
      },
      view: 'form',
      source: 'form',
      jsonText: '',
    })
  })

  test.each([
    '{"follow_ups":[{"content":"A"}],"colour":"red"}',
    '{"follow_ups":7}',
    '{"follow_ups": [',
    '',
  ])('opens the JSON view with the exact text if the table would lose a part: %s', (body) => {
    expect(composedDraft({ body }, present)).toMatchObject({
      values: { message_id: 'om_present' },
      view: 'json',
      source: 'json',
      jsonText: body,
    })
  })

  test('keeps the current target unless another one is given', () => {
    const body = { follow_ups: [] }
    expect(composedDraft({ body }, present).values.message_id).toBe('om_present')
    expect(composedDraft({ body, message_id: null }, present).values.message_id).toBe('om_present')
    expect(composedDraft({ body, message_id: 'om_own' }, present).values.message_id).toBe('om_own')
  })

  test('keeps the content of any body', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        const { source, values, jsonText } = composedDraft({ body }, present)
        if (source === 'json') expect(jsonText).toBe(body)
        else {
          const parsed: unknown = JSON.parse(body)
          expect(composedDraft({ body: toBody(values.follow_ups) }, present).values).toEqual(values)
          expect(parsed).toHaveProperty('follow_ups')
        }
      }),
    )
  })
})
