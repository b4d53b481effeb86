import type { ErrorCode } from '#contract/catalogue/error-code'
import type { DeliveryList, ListRow } from '#contract/deliveries/list'
import type { Locale } from '#contract/locale'
import { readValue } from '#contract/template-variables'
import { escapeControls } from '#contract/texts/control-characters'
import { guard } from '../../../features/bubble-files/sheet.ts'
import { describeResult } from '../../../features/results/describe-result.ts'
import { rowDetail } from './result-table.tsx'
import type { ListTexts } from './texts.ts'

type Options = {
  list: Pick<DeliveryList, 'variables'>
  rows: readonly ListRow[]
  codes: readonly ErrorCode[]
  t: ListTexts
  locale: Locale
}

/** Returns the cells of a file with every row of a list: a header, then a line for each, all guarded. */
export function resultCells({ list, rows, codes, t, locale }: Options): string[][] {
  const { file } = t
  const header = [
    file.row,
    file.recipient,
    file.name,
    file.type,
    file.id,
    ...list.variables.map((name) => `{{${name}}}`),
    file.result,
    file.reason,
    file.bubbles,
    file.code,
    file.message,
    file.log,
    file.time,
    file.delivery,
  ]
  const lines = rows.map((row) => {
    const { n, typed, recipient, values, state, code, msg, log_id, sent_at, delivery_id, result } =
      row
    return [
      String(n),
      typed,
      recipient?.label && recipient.label !== typed ? recipient.label : '',
      recipient?.receive_id_type ?? '',
      recipient?.receive_id ?? '',
      ...list.variables.map((name) => readValue(values, name)),
      t.rowStates[state],
      rowDetail(row, codes, t, locale),
      result ? describeResult(result, locale).sentence : '',
      code === null ? '' : String(code),
      msg ?? '',
      log_id ?? '',
      sent_at ?? '',
      delivery_id ?? '',
    ]
  })
  return [header, ...lines].map((line) =>
    line.map((cell) => guard(cell === '' ? null : escapeControls(cell, '\n\t'))),
  )
}
