import type { Locale } from '#contract/locale'
import type { Imported } from '#imports/findings'
import { PASTE_MAX, readAnything } from '#imports/read-anything'
import { type CliCommand, EXIT, parseOptions, readText } from './command.ts'

/** `import`: reads a call from pasted text; exits with 2 if it finds neither id nor bubbles. */
export const importCommand: CliCommand = async (args, terminal) => {
  const { file = '-', json } = parseOptions(args, { file: { type: 'string' } })
  const imported = readAnything(await readText(file, PASTE_MAX, terminal))
  const { message_id, follow_ups, base_url, had_token } = imported
  const not_understood = imported.not_understood.map(({ place, reason }) => ({
    place,
    reason: reason[terminal.locale],
  }))
  if (json) {
    const shown = { message_id, follow_ups, not_understood, base_url, had_token }
    terminal.print(JSON.stringify({ kind: imported.kind, ...shown }))
  } else terminal.print(summarize(imported, terminal.locale).join('\n'))
  return message_id === null && follow_ups === null ? EXIT.usage : EXIT.success
}

function summarize(imported: Imported, locale: Locale): string[] {
  const { kind, message_id, follow_ups, base_url, not_understood, had_token } = imported
  const zh = locale === 'zh'
  const none = zh ? '（无）' : '(none)'
  const label = (name: string) => `${name.padEnd(zh ? 10 : 12)} `
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
    `${label('message_id')}${message_id ?? none}`,
    ...(base_url === null ? [] : [`${label('base_url')}${base_url}`]),
    `${label('follow_ups')}${follow_ups === null ? none : follow_ups.length}`,
    ...bubbles,
    ...(remarks.length > 0 ? [zh ? '未导入：' : 'Not imported:', ...remarks] : []),
    ...(had_token ? [exposed] : []),
  ]
}
