import { expect, test } from 'vitest'
import { type Assumptions, DEFAULT_ASSUMPTIONS, describeAssumptions } from './assumptions.ts'
import { showsBubbles } from './bubbles.ts'
import { BOT, bubble, createPush, NOW, USER } from './test-push.ts'

type Push = ReturnType<typeof createPush>
type Case = { name: keyof Assumptions; arrange: (push: Push) => void; codes: [string, number][] }

const FAMILY = '👨‍👩‍👧'

/** For each switch a push that tells its positions apart, and what each position answers. */
const CASES: Case[] = [
  {
    name: 'order_of_checks',
    arrange({ push, chat }) {
      push.body = bubble(' ')
      chat.chat_mode = 'group'
    },
    codes: [
      ['state_first', 230003],
      ['content_first', 230007],
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
    name: 'unknown_message',
    arrange({ push }) {
      push.message_id = 'om_nowhere'
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

test('character_unit counts a family of five code points and eight UTF-16 units as chosen', () => {
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

test("bot_message_removes_bubbles decides over the bot's own newer message, not over the user's", () => {
  const shown = (assumptions: Assumptions, ...senders: (typeof BOT)[]) => {
    const { state, message, say } = createPush()
    message.follow_ups = [{ content: 'x' }]
    for (const sender of senders) say(sender)
    return showsBubbles(state, message, assumptions)
  }
  const yes = DEFAULT_ASSUMPTIONS
  const no: Assumptions = { ...DEFAULT_ASSUMPTIONS, bot_message_removes_bubbles: 'no' }
  expect([shown(yes), shown(yes, BOT), shown(yes, USER)]).toEqual([true, false, false])
  expect([shown(no), shown(no, BOT), shown(no, USER)]).toEqual([true, true, false])
})

test('every position of every switch is tried above', () => {
  const tried = Object.fromEntries(CASES.map(({ name, codes }) => [name, codes.map(([v]) => v)]))
  const described = describeAssumptions(DEFAULT_ASSUMPTIONS)
  expect({
    ...tried,
    character_unit: ['code_points', 'utf16_units', 'graphemes'],
    bot_message_removes_bubbles: ['yes', 'no'],
  }).toEqual(Object.fromEntries(described.map(({ name, values }) => [name, values])))
})

test('where a switch says 99992402 the answer names the field', () => {
  const { push, assumptions, judge } = createPush()
  assumptions.bad_content = '99992402'
  push.body = bubble('x', [{ language: 'en_us', content: 'x'.repeat(201) }])
  expect(judge()?.error).toEqual({
    field_violations: [
      {
        field: 'follow_ups[0].i18n_contents[0].content',
        value: '',
        description: 'the max len is 200',
      },
    ],
  })
})
