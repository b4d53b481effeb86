import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  deliveryOf,
  EMPTY_FORM,
  fillForm,
  findProblem,
  messageLanguage,
  nextPerson,
  type Offer,
  type Person,
  type SupportForm,
  variablesOf,
  withPerson,
} from './form.ts'

const OPTIONS = { own: null, fallback: 'Anything else?' }

const offer: Offer = {
  key: 't1',
  name: 'Parcel',
  note: '',
  version: 3,
  message: {
    content: 'Hi {{name}}, {{order}} arrived.',
    i18n_contents: [{ language: 'zh_cn', content: '{{name}}你好，{{order}} 已送达。' }],
  },
  follow_ups: [{ content: 'Where is {{order}}?' }, { content: 'Thanks' }],
}
const emma: Person = {
  receive_id_type: 'open_id',
  receive_id: 'ou_emma',
  name: 'Emma',
  label: 'emma@example.com',
  chat_id: null,
  favourite: false,
  last_sent_at: null,
}
const filled: SupportForm = {
  ...EMPTY_FORM,
  offer,
  who: emma,
  values: { name: 'Emma', order: 'A-1' },
}

describe('the next person', () => {
  test('keeps the template and what is locked, and nothing of the person', () => {
    const before: SupportForm = {
      ...filled,
      locked: ['order'],
      text: 'Dear Emma',
      language: 'zh_cn',
      under: { message_id: 'om_1', text: 'x' },
      press: {
        key: 'k',
        body: { recipient: null },
        at_ms: 0,
        open: false,
        delivery: 'd',
      } as never,
    }
    expect(nextPerson(before)).toEqual({
      ...EMPTY_FORM,
      offer,
      values: { order: 'A-1' },
      locked: ['order'],
    })
    expect(nextPerson({ ...before, textLocked: true }).text).toBe('Dear Emma')
  })

  test('never gets a value that is not locked', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.string()),
        fc.array(fc.string()),
        (values, locked) => {
          const next = nextPerson({ ...filled, values, locked })
          expect(Object.keys(next.values).every((name) => locked.includes(name))).toBe(true)
          expect(next.who).toBeNull()
        },
      ),
    )
  })
})

test('another person starts with a new message in their own language', () => {
  const before: SupportForm = {
    ...filled,
    language: 'zh_cn',
    under: { message_id: 'om_1', text: null },
  }
  expect({ ...before, ...withPerson(emma) }).toMatchObject({
    under: null,
    who: emma,
    values: before.values,
  })
})

test('the first message is in the person’s language, or as chosen, or the default text', () => {
  expect(messageLanguage(filled, 'zh_cn')).toBe('zh_cn')
  expect(messageLanguage(filled, 'de_de')).toBeNull()
  expect(messageLanguage({ ...filled, language: '' }, 'zh_cn')).toBeNull()
  expect(fillForm(filled, { ...OPTIONS, own: 'zh_cn' }).text).toBe('Emma你好，A-1 已送达。')
  expect(fillForm(filled, OPTIONS).text).toBe('Hi Emma, A-1 arrived.')
  expect(fillForm({ ...filled, offer: { ...offer, message: null } }, OPTIONS).text).toBe(
    'Anything else?',
  )
})

test('an edited text needs only the variables of the bubbles', () => {
  expect(variablesOf(filled)).toEqual(['name', 'order'])
  expect(variablesOf({ ...filled, text: 'Hello' })).toEqual(['order'])
  expect(variablesOf({ ...filled, under: { message_id: 'om_1', text: null } })).toEqual(['order'])
})

test.each<[string, Partial<SupportForm>, object | null]>([
  ['nothing', {}, null],
  ['the template', { offer: null }, { at: 'template' }],
  ['the person', { who: null }, { at: 'person' }],
  ['a value', { values: { name: 'Emma', order: ' ' } }, { at: 'value', name: 'order' }],
  ['the first message', { text: ' ' }, { at: 'message' }],
  ['an open variable in a typed text', { text: 'Hi {{other}}' }, { at: 'message' }],
  ['a bubble', { values: { name: 'Emma', order: 'x'.repeat(201) } }, { at: 'texts' }],
  [
    'no message under an existing one',
    { text: '', under: { message_id: 'om_1', text: null } },
    null,
  ],
])('what is missing is found: %s', (_, part, problem) => {
  const form = { ...filled, ...part }
  expect(findProblem(form, fillForm(form, OPTIONS))).toEqual(problem)
})

test('what is sent is what is shown, with the template it comes from', () => {
  const shown = fillForm(filled, OPTIONS)
  expect(deliveryOf(filled, 'p', shown, false)).toEqual({
    profile: 'p',
    recipient: {
      receive_id_type: 'open_id',
      receive_id: 'ou_emma',
      label: 'Emma (emma@example.com)',
    },
    template: { id: 't1', version: 3, values: { name: 'Emma', order: 'A-1' } },
    message: { text: shown.text },
    follow_ups: [{ content: 'Where is A-1?' }, { content: 'Thanks' }],
    confirm_recent: false,
  })
  const under = { ...filled, under: { message_id: 'om_1', text: null } }
  const body = deliveryOf(under, 'p', fillForm(under, OPTIONS), true)
  expect(body).toMatchObject({ message_id: 'om_1', confirm_recent: true })
  expect(body?.message).toBeUndefined()
  expect(deliveryOf({ ...filled, who: null }, 'p', shown, false)).toBeNull()
})
