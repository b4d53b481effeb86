import { expect, test } from 'vitest'
import type { FollowUp } from '#contract/follow-ups'
import { bubbleText, showsBubbles } from '../tenant/bubbles.ts'
import { SEED_USERS } from '../tenant/seed-data.ts'
import { BOT, bubble, createPush, NOW, USER } from '../testing/push.ts'
import { type Assumptions, DEFAULT_ASSUMPTIONS, describeAssumptions } from './assumptions.ts'

type Push = ReturnType<typeof createPush>
type Case = { name: keyof Assumptions; arrange: (push: Push) => void; codes: [string, number][] }

const FAMILY = '👨‍👩‍👧'

/** For each assumption, a push that distinguishes its values, and the code for each value. */
const CASES: Case[] = [
  {
    name: 'order_of_checks',
    arrange({ push, message, writeAs }) {
      push.body = bubble(' ')
      writeAs(USER)
      message.create_time_ms = NOW - 700_000
    },
    codes: [
      ['state_first', 230006],
      ['content_first', 230007],
      ['message_before_fields', 230006],
      ['age_before_latest', 230002],
    ],
  },
  {
    name: 'unreadable_body',
    arrange({ push }) {
      push.body = undefined
    },
    codes: [
      ['9499', 9499],
      ['230001', 230001],
      ['99992402', 99992402],
    ],
  },
  {
    name: 'bad_field',
    arrange({ push }) {
      push.body = {}
    },
    codes: [
      ['99992402', 99992402],
      ['230001', 230001],
    ],
  },
  {
    name: 'unknown_fields',
    arrange({ push }) {
      push.body = { follow_ups: [{ content: 'x', icon: 'y' }] }
    },
    codes: [
      ['ignored', 0],
      ['refused', 99992402],
    ],
  },
  {
    name: 'bad_count',
    arrange({ push }) {
      push.body = { follow_ups: [] }
    },
    codes: [
      ['230001', 230001],
      ['99992402', 99992402],
      ['230007', 230007],
    ],
  },
  {
    name: 'bad_content',
    arrange({ push }) {
      push.body = bubble('x'.repeat(201))
    },
    codes: [
      ['230007', 230007],
      ['230001', 230001],
      ['99992402', 99992402],
    ],
  },
  {
    name: 'blank_content',
    arrange({ push }) {
      push.body = bubble('  ')
    },
    codes: [
      ['refused', 230007],
      ['allowed', 0],
    ],
  },
  {
    name: 'trimming',
    arrange({ push }) {
      push.body = bubble(` ${'x'.repeat(200)}\n`)
    },
    codes: [
      ['none', 230007],
      ['both_ends', 0],
    ],
  },
  {
    name: 'line_breaks',
    arrange({ push }) {
      push.body = bubble('x', [{ language: 'en_us', content: 'a\rb' }])
    },
    codes: [
      ['allowed', 0],
      ['refused', 230007],
    ],
  },
  {
    name: 'duplicate_language',
    arrange({ push }) {
      const row = { language: 'en_us', content: 'x' }
      push.body = bubble('x', [row, { language: 'de_de', content: 'x' }, row])
    },
    codes: [
      ['first_wins', 0],
      ['last_wins', 0],
      ['refused', 230007],
    ],
  },
  {
    name: 'duplicate_bubbles',
    arrange({ push }) {
      push.body = { follow_ups: [{ content: 'x' }, { content: 'y' }, { content: 'x' }] }
    },
    codes: [
      ['allowed', 0],
      ['refused', 230007],
    ],
  },
  {
    name: 'recalled_is_latest',
    arrange({ writeAs }) {
      writeAs(USER).deleted = true
    },
    codes: [
      ['yes', 230006],
      ['no', 0],
    ],
  },
  {
    name: 'recalled_message',
    arrange({ message }) {
      message.deleted = true
    },
    codes: [
      ['230001', 230001],
      ['230004', 230004],
      ['99992354', 99992354],
    ],
  },
  {
    name: 'edited_is_latest',
    arrange({ writeAs, chat, message }) {
      writeAs(USER)
      chat.edited_id = message.message_id
    },
    codes: [
      ['no', 230006],
      ['yes', 0],
    ],
  },
  {
    name: 'system_message_counts',
    arrange({ writeAs }) {
      writeAs(BOT).msg_type = 'system'
    },
    codes: [
      ['yes', 230006],
      ['no', 0],
    ],
  },
  {
    name: 'message_types',
    arrange({ message }) {
      message.msg_type = 'image'
    },
    codes: [
      ['any', 0],
      ['text_post_card', 230001],
    ],
  },
  {
    name: 'external_user',
    arrange({ state }) {
      state.users.set(USER.id, { ...SEED_USERS.emma, open_id: USER.id, external: true })
    },
    codes: [
      ['allowed', 0],
      ['230003', 230003],
      ['230005', 230005],
    ],
  },
  {
    name: 'unknown_message',
    arrange({ push }) {
      push.message_id = 'om_unknown'
    },
    codes: [
      ['99992354', 99992354],
      ['230001', 230001],
      ['230004', 230004],
    ],
  },
  {
    name: 'users_own_message',
    arrange({ message }) {
      message.sender = USER
    },
    codes: [
      ['230001', 230001],
      ['230004', 230004],
    ],
  },
  {
    name: 'age_boundary',
    arrange({ message }) {
      message.create_time_ms = NOW - 600_000
    },
    codes: [
      ['allowed', 0],
      ['refused', 230002],
    ],
  },
]

test.each(
  CASES.flatMap(({ name, arrange, codes }) =>
    codes.map(([value, code]) => ({ name, value, arrange, code })),
  ),
)('$name = $value answers $code', ({ name, value, arrange, code }) => {
  const push = createPush()
  arrange(push)
  Object.assign(push.assumptions, { [name]: value })
  expect(push.code()).toBe(code)
})

test('message_before_fields reports an unknown message before a missing field', () => {
  const { push, assumptions, code } = createPush()
  push.message_id = 'om_unknown'
  push.body = {}
  expect(code()).toBe(99992402)
  assumptions.order_of_checks = 'message_before_fields'
  expect(code()).toBe(99992354)
})

test('character_unit counts a family of five code points and eight UTF-16 units as configured', () => {
  const longest = { code_points: 40, utf16_units: 25, graphemes: 200 }
  for (const unit of ['code_points', 'utf16_units', 'graphemes'] as const) {
    const { push, assumptions, code } = createPush()
    assumptions.character_unit = unit
    push.body = bubble(FAMILY.repeat(longest[unit]))
    expect(code()).toBe(0)
    push.body = bubble(FAMILY.repeat(longest[unit] + 1))
    expect(code()).toBe(230007)
  }
})

test("bot_message_removes_bubbles affects the bot's newer message, not the user's", () => {
  const shown = (assumptions: Assumptions, ...senders: (typeof BOT)[]) => {
    const { state, message, writeAs } = createPush()
    message.follow_ups = [{ content: 'x' }]
    for (const sender of senders) writeAs(sender)
    return showsBubbles(state, message, assumptions)
  }
  const yes = DEFAULT_ASSUMPTIONS
  const no: Assumptions = { ...DEFAULT_ASSUMPTIONS, bot_message_removes_bubbles: 'no' }
  expect([shown(yes), shown(yes, BOT), shown(yes, USER)]).toEqual([true, false, false])
  expect([shown(no), shown(no, BOT), shown(no, USER)]).toEqual([true, true, false])
})

test('edit_removes_bubbles affects the bubbles of an edited message', () => {
  const { state, message, assumptions } = createPush()
  message.follow_ups = [{ content: 'x' }]
  message.bubbles_edited = true
  expect(showsBubbles(state, message, assumptions)).toBe(true)
  assumptions.edit_removes_bubbles = 'yes'
  expect(showsBubbles(state, message, assumptions)).toBe(false)
})

test('system_message_counts affects bubbles too', () => {
  const { state, message, writeAs, assumptions } = createPush()
  message.follow_ups = [{ content: 'x' }]
  writeAs(BOT).msg_type = 'system'
  expect(showsBubbles(state, message, assumptions)).toBe(false)
  assumptions.system_message_counts = 'no'
  expect(showsBubbles(state, message, assumptions)).toBe(true)
})

test.each([
  ['content', '默认'],
  ['english_first', 'default'],
  ['first_row', 'predefinito'],
] as const)('fallback_language = %s shows a reader of Thai %j', (fallback_language, text) => {
  const bubble: FollowUp = {
    content: '默认',
    i18n_contents: [
      { language: 'it_it', content: 'predefinito' },
      { language: 'en_us', content: 'default' },
    ],
  }
  const assumptions = { ...DEFAULT_ASSUMPTIONS, fallback_language }
  expect(bubbleText(bubble, 'th_th', assumptions)).toBe(text)
  expect(bubbleText(bubble, 'it_it', assumptions)).toBe('predefinito')
  expect(bubbleText({ content: '默认' }, 'th_th', assumptions)).toBe('默认')
})

test.each([
  ['first_wins', 'first'],
  ['last_wins', 'last'],
] as const)('duplicate_language = %s shows the %s row', (duplicate_language, text) => {
  const i18n_contents = ['first', 'middle', 'last'].map((content) => ({
    language: 'en_us' as const,
    content,
  }))
  const assumptions = { ...DEFAULT_ASSUMPTIONS, duplicate_language }
  expect(bubbleText({ content: 'x', i18n_contents }, 'en_us', assumptions)).toBe(text)
})

/** Assumptions that need a whole emulator, with the test that changes them. */
const ELSEWHERE = {
  character_unit: ['code_points', 'utf16_units', 'graphemes'],
  bot_message_removes_bubbles: ['yes', 'no'],
  edit_removes_bubbles: ['no', 'yes'],
  fallback_language: ['content', 'english_first', 'first_row'],
  // simulate.test.ts
  click_message_type: ['text', 'post'],
  click_marker: ['none', 'parent_id'],
  // app-info.test.ts
  bot_ability_off: ['11205', '11240', '230001'],
  disabled_app: ['99991662', '99991673'],
  disabled_app_token: ['10014', '10005'],
  undocumented_http_status: ['400', '200'],
  // rate-limit.test.ts
  rate_limiter: ['window', 'bucket', 'off'],
  // request-body.test.ts
  msg_ext: ['appended', 'none'],
  violation_path: ['index', 'any_index'],
  large_body: ['413', '400'],
  body_charset: ['utf8', 'declared'],
  byte_order_mark: ['accepted', 'refused'],
  invalid_utf8: ['replaced', 'refused'],
  duplicate_keys: ['last_wins', 'refused'],
  // carry-out-call.test.ts
  bearer_case: ['exact', 'any'],
  // write-message.test.ts
  message_id_shape: ['x100b', 'hex'],
  // event-sender.test.ts
  plain_event_signature: ['empty_key', 'none'],
  // codes-tokens.ts
  wrong_secret: ['10014', '10015'],
  // codes-messages.ts
  invalid_receive_id: ['230001', '230034'],
  system_scope: ['230027', '99991672'],
  // message-content.test.ts
  unknown_image_key: ['refused', 'allowed'],
  // change-message.test.ts
  reply_in_thread: ['230071', 'ignored'],
  // read-messages.test.ts
  get_recalled: ['item', '230110'],
  // missing-calls.test.ts
  missing_call: ['404', 'empty_success'],
  // connections.test.ts
  connection_subscribes: ['yes', 'no'],
  connection_limit: ['50', '3'],
  connection_frames: ['whole', 'parts'],
  connection_repeats: ['yes', 'no'],
  connection_refusal: ['403', '514', '1000040344'],
  handshake_refusal: ['by_reason', '403', '514'],
  // registration.test.ts
  registration_secret: ['once', 'again'],
}

test('the tests cover every value of every assumption', () => {
  const tried = Object.fromEntries(CASES.map(({ name, codes }) => [name, codes.map(([v]) => v)]))
  const described = describeAssumptions(DEFAULT_ASSUMPTIONS)
  expect({ ...tried, ...ELSEWHERE }).toEqual(
    Object.fromEntries(described.map(({ name, values }) => [name, values])),
  )
})

test('99992402 lists the field, whichever assumption returns it', () => {
  const { push, assumptions, check } = createPush()
  assumptions.bad_content = '99992402'
  push.body = bubble('x', [{ language: 'en_us', content: 'x'.repeat(201) }])
  expect(check()?.error).toEqual({
    field_violations: [
      {
        field: 'follow_ups[0].i18n_contents[0].content',
        value: '',
        description: 'the max len is 200',
      },
    ],
  })
})
