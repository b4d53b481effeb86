import { describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { createMessageSchema, createTypedMessageSchema } from './create-message.ts'
import { newDeliverySchema } from './deliveries/delivery.ts'
import { againListSchema, listRowChangeSchema, newListSchema } from './deliveries/list.ts'
import {
  listExportQuerySchema,
  listQuerySchema,
  listsQuerySchema,
} from './deliveries/list-query.ts'
import { isCode, isEndpoint, isOutcome, isShort } from './exchange-filter.ts'
import { exchangesQuerySchema, exportQuerySchema, retentionSchema } from './exchanges.ts'
import { CHAT_ID, MESSAGE_ID, RECEIVE_ID } from './ids.ts'
import { IDEMPOTENCY_KEY, resolveByPersonSchema, resolveByRepeatSchema } from './ledger.ts'
import { newProfileSchema, pasteTokenSchema, profileChangeSchema } from './profile-change.ts'
import { findRecipientSchema, keepRecipientSchema, recipientIdSchema } from './recipients.ts'
import { newTemplateSchema, newVersionSchema, templateChangeSchema } from './template.ts'

const x = (length: number) => 'x'.repeat(length)
/** One character that takes two UTF-16 units. */
const wide = (length: number) => '😀'.repeat(length)

const TO = { receive_id_type: 'open_id', receive_id: 'ou_1' }
const BUBBLES = [{ content: 'a' }]
const PROFILE = { name: 'Orders', app_id: 'cli_1' }
const ROWS = [{ recipient: 'a@example.com' }]
const LIST = { message: { text: 'a' }, follow_ups: BUBBLES, rows: ROWS }
const DELIVERY = { recipient: TO, message: { text: 'a' }, follow_ups: BUBBLES }

type Row = [
  field: string,
  schema: z.ZodMiniType,
  accepted: readonly unknown[],
  rejected: readonly (readonly [value: unknown, error: string])[],
]

/** Each limit with the last value that is accepted and the first one that is not. */
const BODIES: [name: string, base: object, rows: readonly Row[]][] = [
  [
    'a text message',
    { ...TO, text: 'a' },
    [
      [
        'text',
        createMessageSchema,
        ['a', x(4000), wide(4000)],
        [
          ['', 'text_empty'],
          [' \n', 'text_empty'],
          [x(4001), 'text_too_long'],
          [wide(4001), 'text_too_long'],
          ['\ud800', 'content_lone_surrogate'],
        ],
      ],
      [
        'receive_id',
        createMessageSchema,
        ['!', x(256)],
        [
          ['', 'receive_id_empty'],
          [x(257), 'receive_id_shape'],
          ['a b', 'receive_id_shape'],
          ['é', 'receive_id_shape'],
        ],
      ],
      [
        'uuid',
        createMessageSchema,
        ['a', x(50)],
        [
          ['', ''],
          [x(51), ''],
        ],
      ],
      [
        'receive_id_type',
        createMessageSchema,
        ['open_id', 'user_id', 'union_id', 'email', 'chat_id'],
        [
          ['mobile', ''],
          ['', ''],
        ],
      ],
    ],
  ],
  [
    'a message of another type',
    { ...TO, msg_type: 'post', content: '{"a":1}' },
    [
      [
        'msg_type',
        createTypedMessageSchema,
        ['post', 'interactive'],
        [
          ['image', ''],
          ['', ''],
        ],
      ],
      [
        'content',
        createTypedMessageSchema,
        ['{}', { a: 1 }],
        [
          [[], 'message_content_kind'],
          ['[]', 'message_content_not_json'],
        ],
      ],
    ],
  ],
  [
    'a profile',
    PROFILE,
    [
      [
        'name',
        newProfileSchema,
        ['a', x(60), `  ${x(60)}  `],
        [
          ['', 'profile_name_empty'],
          ['  ', 'profile_name_empty'],
          [x(61), 'profile_name_too_long'],
          ['a\u202eb', 'profile_name_unsound'],
          ['a\nb', 'profile_name_unsound'],
          ['\ud800a', 'profile_name_unsound'],
        ],
      ],
      [
        'base_url',
        newProfileSchema,
        [`https://${x(248)}`],
        [[`https://${x(249)}`, 'profile_base_url']],
      ],
      [
        'app_id',
        newProfileSchema,
        ['cli_1', `cli_${x(64)}`],
        [
          ['cli_', 'app_id_shape'],
          [`cli_${x(65)}`, 'app_id_shape'],
          ['xcli_1', 'app_id_shape'],
          ['cli_1 ', 'app_id_shape'],
        ],
      ],
      [
        'app_secret',
        newProfileSchema,
        [null, x(8), x(256)],
        [
          [x(7), 'app_secret_shape'],
          [x(257), 'app_secret_shape'],
          [`${x(8)} `, 'app_secret_shape'],
          [` ${x(8)}`, 'app_secret_shape'],
        ],
      ],
      [
        'app_ticket',
        newProfileSchema,
        [null, x(4), x(256)],
        [
          [x(3), 'app_ticket_shape'],
          [x(257), 'app_ticket_shape'],
          ['a b c d', 'app_ticket_shape'],
        ],
      ],
      [
        'tenant_key',
        newProfileSchema,
        [null, 'a', x(64), 'A-_9'],
        [
          ['', 'tenant_key_shape'],
          [x(65), 'tenant_key_shape'],
          ['a.b', 'tenant_key_shape'],
        ],
      ],
      ['app_type', newProfileSchema, ['custom', 'store'], [['other', '']]],
      ['environment', newProfileSchema, ['test', 'production'], [['live', '']]],
      ['name', profileChangeSchema, [undefined, 'a'], [['', 'profile_name_empty']]],
    ],
  ],
  [
    'a pasted token',
    { tenant_access_token: 't-123456' },
    [
      [
        'tenant_access_token',
        pasteTokenSchema,
        [`t-${x(6)}`, `t-${x(4094)}`],
        [
          [`t-${x(5)}`, 'pasted_token_shape'],
          [`t-${x(4095)}`, 'pasted_token_shape'],
          ['u-123456', 'pasted_token_shape'],
          ['t-123456 ', 'pasted_token_shape'],
          [' t-123456', 'pasted_token_shape'],
        ],
      ],
      [
        'expires_in',
        pasteTokenSchema,
        [undefined, 1, 7200],
        [
          [0, 'expires_in_range'],
          [7201, 'expires_in_range'],
          [1.5, ''],
        ],
      ],
    ],
  ],
  [
    'a kept recipient',
    TO,
    [
      [
        'name',
        keepRecipientSchema,
        [undefined, null, '', x(100)],
        [[x(101), 'recipient_name_too_long']],
      ],
      [
        'receive_id',
        recipientIdSchema,
        [x(256)],
        [
          ['', 'receive_id_shape'],
          [x(257), 'receive_id_shape'],
        ],
      ],
      ['language', keepRecipientSchema, [null, 'en_us'], [['en', 'language_not_accepted']]],
    ],
  ],
  [
    'a search for a person',
    { query: 'a' },
    [
      [
        'query',
        findRecipientSchema,
        ['a', x(256)],
        [
          ['', 'find_empty'],
          [' ', 'find_empty'],
          [x(257), 'find_too_long'],
        ],
      ],
    ],
  ],
  [
    'a template',
    { name: 'a', follow_ups: BUBBLES },
    [
      [
        'name',
        newTemplateSchema,
        ['a', ' a ', x(80), wide(80)],
        [
          ['', 'template_name_empty'],
          [' ', 'template_name_empty'],
          [x(81), 'template_name_too_long'],
          ['a\0', 'template_text_unsound'],
          ['\ud800', 'template_text_unsound'],
        ],
      ],
      [
        'note',
        newTemplateSchema,
        [undefined, '', x(1000)],
        [
          [x(1001), 'template_note_too_long'],
          ['\0', 'template_text_unsound'],
        ],
      ],
    ],
  ],
  [
    'a change of a template',
    {},
    [['note', templateChangeSchema, ['', x(1000)], [[x(1001), 'template_note_too_long']]]],
  ],
  [
    'a version of a template',
    { follow_ups: BUBBLES },
    [
      [
        'base_version',
        newVersionSchema,
        [undefined, 1],
        [
          [1.5, ''],
          ['1', ''],
        ],
      ],
      ['message', newVersionSchema, [undefined, null, { content: 'a' }], [['a', '']]],
    ],
  ],
  [
    'a list',
    LIST,
    [
      ['name', newListSchema, [undefined, '', x(120)], [[x(121), 'list_name_too_long']]],
      [
        'rows',
        newListSchema,
        [ROWS],
        [
          [[], 'list_empty'],
          [[{ recipient: x(257) }], 'find_too_long'],
          [[{ recipient: 'a', values: { a: x(2001) } }], 'list_value_too_long'],
        ],
      ],
      [
        'rows',
        newListSchema,
        [
          [{ recipient: x(256) }],
          [{ recipient: 'a', values: { a: x(2000) } }],
          [{ recipient: TO }],
        ],
        [],
      ],
      [
        'pause_at',
        newListSchema,
        [undefined, null, 0.01, 1],
        [
          [0.009, 'list_pause_at'],
          [1.01, 'list_pause_at'],
        ],
      ],
      [
        'message',
        newListSchema,
        [{ text: 'a' }],
        [
          [undefined, 'required'],
          [null, 'required'],
        ],
      ],
      ['follow_ups', newListSchema, [BUBBLES], [[undefined, 'required']]],
    ],
  ],
  [
    'a change of a row',
    {},
    [['recipient', listRowChangeSchema, [undefined, x(256)], [[x(257), 'find_too_long']]]],
  ],
  [
    'a list again',
    {},
    [
      [
        'states',
        againListSchema,
        [undefined, ['refused'], ['stopped', 'not_sent', 'message_only']],
        [
          [[], ''],
          [['sent'], ''],
          [['unknown'], ''],
        ],
      ],
    ],
  ],
  [
    'a delivery',
    DELIVERY,
    [
      [
        'recipient',
        newDeliverySchema,
        [TO, { ...TO, label: null }, { ...TO, label: x(256) }],
        [
          [{ ...TO, label: x(257) }, 'recipient_name_too_long'],
          [{ ...TO, receive_id: '' }, 'receive_id_empty'],
          [null, 'required'],
        ],
      ],
      [
        'message_id',
        newDeliverySchema,
        [undefined, null],
        [
          ['om_1', 'message_or_message_id'],
          ['x', 'message_id_shape'],
        ],
      ],
      [
        'message',
        newDeliverySchema,
        [{ text: 'a' }],
        [
          [undefined, 'required'],
          [null, 'required'],
        ],
      ],
      ['follow_ups', newDeliverySchema, [BUBBLES], [[undefined, 'required']]],
    ],
  ],
  [
    'a delivery under a message',
    { recipient: null, message_id: 'om_1', follow_ups: BUBBLES },
    [
      [
        'message_id',
        newDeliverySchema,
        [`om_${x(128)}`],
        [
          [`om_${x(129)}`, 'message_id_shape'],
          ['om_', 'message_id_shape'],
        ],
      ],
    ],
  ],
  [
    'a delivery of a template',
    { recipient: TO, template: { id: 't', version: 1, values: {} } },
    [
      ['message', newDeliverySchema, [undefined, null], []],
      ['follow_ups', newDeliverySchema, [undefined], []],
    ],
  ],
  [
    'a decision',
    { verdict: 'delivered' },
    [
      [
        'verdict',
        resolveByPersonSchema,
        ['delivered', 'not_delivered', 'undecided'],
        [['unknown', '']],
      ],
      ['note', resolveByPersonSchema, [undefined, '', x(1000)], [[x(1001), 'note_too_long']]],
    ],
  ],
  [
    'a repeat',
    { repeat: true },
    [
      [
        'repeat',
        resolveByRepeatSchema,
        [true],
        [
          [false, ''],
          [undefined, ''],
        ],
      ],
    ],
  ],
  [
    'retention',
    { max_age_days: null, max_count: null },
    [
      [
        'max_age_days',
        retentionSchema,
        [null, 1, 36_500],
        [
          [0, 'retention_age'],
          [36_501, 'retention_age'],
          [1.5, 'retention_age'],
        ],
      ],
      [
        'max_count',
        retentionSchema,
        [null, 1, 10_000_000],
        [
          [0, 'retention_count'],
          [10_000_001, 'retention_count'],
        ],
      ],
    ],
  ],
  [
    'the query of the history',
    {},
    [
      [
        'limit',
        exchangesQuerySchema,
        [undefined, '1', '100'],
        [
          ['0', 'limit_range'],
          ['101', 'limit_range'],
          ['1e1', 'limit_range'],
          ['01', 'limit_range'],
          ['', 'limit_range'],
        ],
      ],
      [
        'code',
        exchangesQuerySchema,
        ['0', '-1', '999999999999'],
        [
          ['1.5', 'code_shape'],
          ['9999999999999', 'code_shape'],
          ['x', 'code_shape'],
          ['', 'code_shape'],
        ],
      ],
      ['query', exchangesQuerySchema, ['', x(200)], [[x(201), 'query_too_long']]],
      ['from', exchangesQuerySchema, ['2026-11-22T00:00Z'], [['2026-11-22', 'time_shape']]],
      [
        'idempotency_key',
        exchangesQuerySchema,
        ['a', x(128), ' ~'],
        [
          ['', 'idempotency_key_shape'],
          [x(129), 'idempotency_key_shape'],
          ['é', 'idempotency_key_shape'],
        ],
      ],
      [
        'outcome',
        exchangesQuerySchema,
        ['answered', 'token_refused', 'not_sent', 'unknown'],
        [['sent', '']],
      ],
      [
        'endpoint',
        exchangesQuerySchema,
        ['push_follow_up', 'create_message', 'recall_message'],
        [['x', '']],
      ],
    ],
  ],
  [
    'an export',
    { format: 'json' },
    [
      [
        'format',
        exportQuerySchema,
        ['json', 'csv'],
        [
          ['xlsx', 'export_format'],
          [undefined, 'export_format'],
        ],
      ],
      ['format', listExportQuerySchema, ['json', 'csv'], [['xlsx', 'export_format']]],
    ],
  ],
  [
    'the query of the lists',
    {},
    [
      [
        'limit',
        listsQuerySchema,
        ['1', '100'],
        [
          ['0', 'limit_range'],
          ['101', 'limit_range'],
          ['1.0', 'limit_range'],
          ['-1', 'limit_range'],
          [' 1', 'limit_range'],
        ],
      ],
    ],
  ],
  [
    'the query of a list',
    {},
    [
      [
        'limit',
        listQuerySchema,
        ['1', '500'],
        [
          ['0', 'list_page'],
          ['501', 'list_page'],
          ['1x', 'list_page'],
        ],
      ],
      [
        'after',
        listQuerySchema,
        ['0', '999999'],
        [
          ['1000000', 'list_page'],
          ['-1', 'list_page'],
        ],
      ],
      [
        'state',
        listQuerySchema,
        ['sent', 'sent,unknown'],
        [
          ['sent,', 'list_row_state'],
          ['', 'list_row_state'],
          ['sent,none', 'list_row_state'],
        ],
      ],
    ],
  ],
]

describe.each(BODIES)('%s', (_, base, rows) => {
  test.each(rows)('has the limits of %s', (field, schema, accepted, rejected) => {
    for (const value of accepted) {
      const result = schema.safeParse({ ...base, [field]: value })
      expect(result.error?.issues ?? [], JSON.stringify(value)?.slice(0, 40)).toEqual([])
    }
    for (const [value, error] of rejected) {
      const result = schema.safeParse({ ...base, [field]: value })
      const messages = result.error?.issues.map(({ message }) => message)
      const shown = JSON.stringify(value)?.slice(0, 40)
      if (error === '') expect(messages?.length, shown).toBeGreaterThan(0)
      else expect(messages, shown).toContain(error)
    }
  })

  test('has no other fields', () => {
    for (const schema of new Set(rows.map(([, one]) => one))) {
      const result = schema.safeParse({ ...base, unknown_field: 1 })
      expect(result.success).toBe(false)
    }
  })
})

test('the end of a period is not before its start, and may be the same moment', () => {
  const [early, late] = ['2026-11-22T00:00:00Z', '2026-11-22T00:00:01Z']
  expect(exchangesQuerySchema.safeParse({ from: early, to: late }).success).toBe(true)
  expect(exchangesQuerySchema.safeParse({ from: early, to: early }).success).toBe(true)
  const { error } = exchangesQuerySchema.safeParse({ from: late, to: early })
  expect(error?.issues).toMatchObject([{ path: ['to'], message: 'to_before_from' }])
})

test.each([
  [MESSAGE_ID, 'om_', '-_9A'],
  [CHAT_ID, 'oc_', '-_9A'],
  [RECEIVE_ID, '', '!~@'],
  [IDEMPOTENCY_KEY, '', ' ~'],
])('%s matches whole texts only', (shape, start, rest) => {
  expect(shape.test(start + rest)).toBe(true)
  for (const around of [
    `${start}${rest}\n`,
    `\n${start}${rest}`,
    `${start}${rest}é`,
    `é${start}${rest}`,
    start,
  ]) {
    expect(shape.test(around), JSON.stringify(around)).toBe(false)
  }
})

test('the filters of the history tell their values from others', () => {
  expect(['answered', 'unknown', 'x', ''].map(isOutcome)).toEqual([true, true, false, false])
  expect(['push_follow_up', 'x', ''].map(isEndpoint)).toEqual([true, false, false])
  expect(['0', '-99', '1a', 'a1', '--1', ''].map(isCode)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
  expect([x(200), x(201)].map(isShort)).toEqual([true, false])
})
