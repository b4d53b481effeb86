import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { emptyDraft } from '#contract/draft'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { createTestStorage } from '../../browser/testing/test-storage.ts'
import {
  exampleFollowUps,
  firstDraft,
  isExampleFollowUps,
  markPressed,
  offerExample,
  readFirstSend,
  sendKind,
  storedFirstSend,
} from './first-visit.ts'

beforeEach(() => {
  vi.stubGlobal('localStorage', createTestStorage())
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const MADE = 'om_made'
const firstSend = { pressed: false, message_id: MADE }
const works = { kind: 'works' } as const
const over = { kind: 'over' } as const
const hasBubbles = { kind: 'refused', code: 230008, assumed: false, why: '' } as const
const made = { brand: 'emulator', messageId: MADE, firstSend, precheck: works } as const

describe('a press of Send', () => {
  test('creates a message on the emulator if none is chosen', () => {
    expect(sendKind({ ...made, messageId: '' })).toBe('new_message')
    const pressed = { pressed: true, message_id: null }
    expect(sendKind({ ...made, messageId: '', firstSend: pressed })).toBe('new_message')
  })

  test('never creates a message on a real platform without a press', () => {
    for (const brand of ['feishu', 'lark'] as const) {
      expect(sendKind({ ...made, brand, messageId: '' })).toBe('message')
      expect(sendKind({ ...made, brand, precheck: over })).toBe('message')
    }
  })

  test('renews the message that the console created, once it would be rejected', () => {
    expect(sendKind(made)).toBe('message')
    expect(sendKind({ ...made, precheck: over })).toBe('new_message')
    expect(sendKind({ ...made, precheck: hasBubbles })).toBe('new_message')
  })

  test('renews nothing that the user chose, and nothing after the first press', () => {
    expect(sendKind({ ...made, messageId: 'om_sample', precheck: hasBubbles })).toBe('message')
    const pressed = { pressed: true, message_id: null }
    expect(sendKind({ ...made, firstSend: pressed, precheck: over })).toBe('message')
  })
})

test('the first press is recorded for good', () => {
  expect(readFirstSend()).toEqual({ pressed: false, message_id: null })
  storedFirstSend.write(firstSend)
  markPressed()
  expect(readFirstSend()).toEqual({ pressed: true, message_id: null })
})

describe('the example of a first visit', () => {
  const profile = { id: 'emulator', brand: 'emulator' } as Parameters<
    typeof firstDraft
  >[0]['profile']
  const visit = {
    profile,
    locale: 'en',
    hasDrafts: false,
    address: '',
    draft: emptyDraft(),
  } as const

  test.each(['en', 'zh'] as const)('is a valid body of three bubbles in %s', (locale) => {
    const follow_ups = exampleFollowUps(locale)
    expect(follow_ups).toHaveLength(3)
    expect(pushFollowUpBodySchema.safeParse({ follow_ups }).success).toBe(true)
    expect(isExampleFollowUps(follow_ups)).toBe(true)
    expect(firstDraft({ ...visit, locale })?.values.follow_ups).toEqual(follow_ups)
  })

  test('no longer counts as one after a change', () => {
    const [first, ...rest] = exampleFollowUps('en')
    if (!first) throw new Error('empty')
    expect(isExampleFollowUps([first, ...rest.slice(1)])).toBe(false)
    expect(isExampleFollowUps([{ ...first, content: 'Mine' }, ...rest])).toBe(false)
    expect(isExampleFollowUps([])).toBe(false)
  })

  test('is not offered on a real platform or in the prerendered page', () => {
    expect(firstDraft({ ...visit, profile: { ...profile, brand: 'feishu' } })).toBeNull()
    expect(firstDraft({ ...visit, profile: { ...profile, id: '' } })).toBeNull()
  })

  test('never replaces a draft, a shared link or a replay', () => {
    const typed = { ...emptyDraft(), jsonText: '{' }
    expect(firstDraft({ ...visit, draft: typed })).toBeNull()
    expect(firstDraft({ ...visit, hasDrafts: true })).toBeNull()
    expect(firstDraft({ ...visit, address: '#share=abc' })).toBeNull()
    expect(firstDraft({ ...visit, address: '?profile=a&replay=7' })).toBeNull()
    expect(firstDraft({ ...visit, address: '?profile=emulator' })).not.toBeNull()
  })

  test('is not offered after a send', () => {
    markPressed()
    expect(firstDraft(visit)).toBeNull()
  })

  test('is offered once: emptied, it stays empty', () => {
    const recorded: unknown[] = []
    const keeper = { draft: emptyDraft, record: (draft: unknown) => void recorded.push(draft) }
    const drafts = { store: { list: () => [] }, keeper }
    offerExample(drafts, profile, 'en')
    offerExample(drafts, profile, 'en')
    expect(recorded).toHaveLength(1)
  })
})
