import { expect, test } from 'vitest'
import type { ErrorCode } from '#contract/catalogue/error-code'
import type { ListRow } from '#contract/deliveries/list'
import { resultCells } from './result-file.ts'
import { listTexts } from './texts.ts'

const ROW: ListRow = {
  n: 1,
  typed: '+8613800138000',
  recipient: { receive_id_type: 'open_id', receive_id: 'ou_1', label: '李敏' },
  values: { order: '=1+1' },
  state: 'refused',
  issues: [],
  include: false,
  language: null,
  message_id: null,
  delivery_id: 'd1',
  code: 230013,
  msg: 'Bot has NO availability to this user.',
  log_id: '20261130104500ABC',
  sent_at: '2026-11-30T02:45:00.000Z',
}
const CODES: readonly ErrorCode[] = []

function cellsOf(row: Partial<ListRow>, locale: 'en' | 'zh' = 'en'): Record<string, string> {
  const list = { variables: ['order'] }
  const rows = [{ ...ROW, ...row }]
  const [header = [], line = []] = resultCells({
    list,
    rows,
    codes: CODES,
    t: listTexts[locale],
    locale,
  })
  return Object.fromEntries(header.map((name, at) => [name, line[at] ?? '']))
}

test('a row of the results has its code, log ID and a reason in words', () => {
  expect(cellsOf({})).toMatchObject({
    Row: '1',
    Name: '李敏',
    ID: 'ou_1',
    Result: 'Rejected',
    Reason: '230013 Bot not available to the user',
    Code: '230013',
    'Log ID': '20261130104500ABC',
    Delivery: 'd1',
  })
  expect(cellsOf({}, 'zh')).toMatchObject({ 结果: '被拒绝', 原因: '230013 用户不在可用范围内' })
})

test('texts that a spreadsheet would take for formulas are guarded', () => {
  expect(cellsOf({})).toMatchObject({ Recipient: "'+8613800138000", '{{order}}': "'=1+1" })
})

test('a skipped row says every issue that blocks it', () => {
  const issues = [
    { kind: 'not_found' as const, blocking: true },
    { kind: 'recent' as const, blocking: false },
    { kind: 'value_missing' as const, blocking: true, variables: ['order'] },
  ]
  expect(cellsOf({ state: 'invalid', code: null, issues })).toMatchObject({
    Result: 'Skipped',
    Reason: 'Not found, Value missing',
    Code: '',
  })
})

test('a sent row has the result of its bubbles', () => {
  const result = {
    kind: 'clicked' as const,
    certainty: 'likely' as const,
    bubble: 1,
    text: 'Not good',
    after_ms: 2000,
  }
  const bubbles = cellsOf({ state: 'sent', code: 0, result })['Bubble result']
  expect(bubbles?.replaceAll('\u00a0', ' ')).toBe('Clicked bubble 2 “Not good”, 2 s later')
  expect(cellsOf({})['Bubble result']).toBe('')
})
