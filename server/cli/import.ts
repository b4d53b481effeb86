import type { Locale } from '#contract/locale'
import type { Imported } from '#imports/findings'
import { PASTE_MAX, readAnything } from '#imports/read-anything'
import { type CliCommand, EXIT, parseOptions, readText } from './command.ts'
import { explainText, formatExplanation } from './explain.ts'

/** `import`: reads a call from pasted text; exits with 2 if it finds neither one id nor whole bubbles. */
export const importCommand: CliCommand = async (args, terminal) => {
  const { locale } = terminal
  const { file = '-', json } = parseOptions(args, { file: { type: 'string' } })
  const { text, remark } = await readText(file, PASTE_MAX, terminal)
  const imported = readAnything(text)
  if (remark) imported.not_understood.unshift({ place: '1:1', reason: remark })
  const response = explainText(text, imported, locale)
  if (json) {
    const { secrets: _, ...shown } = imported
    const not_understood = imported.not_understood.map(({ place, reason }) => ({
      place,
      reason: reason[locale],
    }))
    terminal.print(JSON.stringify({ ...shown, response, not_understood }))
  } else {
    const explained = response === null ? [] : ['', formatExplanation(response, locale)]
    terminal.print([...summarize(imported, locale), ...explained].join('\n'))
  }
  return imported.message_id === null && imported.follow_ups === null ? EXIT.usage : EXIT.success
}

function summarize(imported: Imported, locale: Locale): string[] {
  const { kind, message_id, follow_ups, base_url, table, not_understood, had_token } = imported
  const zh = locale === 'zh'
  const none = zh ? '（无）' : '(none)'
  const label = (name: string) => `${name.padEnd(zh ? 10 : 12)} `
  const ids = imported.messages.map(({ message_id, chat_id, create_time_ms, sender }) =>
    [
      `  ${message_id}`,
      chat_id,
      create_time_ms === null ? null : new Date(create_time_ms).toISOString(),
      sender && `${sender.kind} ${sender.id}`,
    ]
      .filter((fact) => fact !== null)
      .join('  '),
  )
  const several = zh ? `${ids.length} 个，请选择一个：` : `${ids.length}, choose one:`
  const open = zh ? '（运行时才确定）' : '(known only at run time)'
  const bubbles = (follow_ups ?? []).flatMap(({ content, i18n_contents = [] }, at) => [
    `  ${at + 1}. ${JSON.stringify(content)}`,
    ...i18n_contents.map((row) => `     ${row.language}  ${JSON.stringify(row.content)}`),
  ])
  const remarks = not_understood.map(({ place, reason }) => `  ${place}  ${reason[locale]}`)
  const exposed = zh
    ? '已移除 token 或其他凭证。它曾在剪贴板中，请更换。'
    : 'A token or other credential was removed. It was exposed: rotate it.'
  return [
    `${label('kind')}${kind}`,
    `${label('message_id')}${imported.several ? several : (message_id ?? none)}`,
    ...(imported.several ? ids : []),
    ...(base_url === null ? [] : [`${label('base_url')}${base_url}`]),
    `${label('follow_ups')}${follow_ups?.length ?? (imported.bubbles === 'open' ? open : none)}`,
    ...bubbles,
    ...(table === null ? [] : [`${label('table')}${table.split('\n').length}`]),
    ...(remarks.length > 0 ? [zh ? '未导入：' : 'Not imported:', ...remarks] : []),
    ...(had_token ? [exposed] : []),
  ]
}
