import { EXIT } from './exit-codes.ts'
import { parseOptions, required } from './parse-options.ts'
import { readFollowUps } from './read-follow-ups.ts'
import type { Command } from './terminal.ts'

/** Judges a file of bubbles without sending anything. */
export const validate: Command = async (args, terminal) => {
  const { file, json } = parseOptions(args, { file: { type: 'string' } })
  const { follow_ups } = await readFollowUps(required(file, '--file'), terminal)
  const count = follow_ups.length
  if (json) terminal.print(JSON.stringify({ valid: true, follow_ups: count }))
  else if (terminal.locale === 'zh') terminal.print(`有效：${count} 个气泡。`)
  else terminal.print(`Valid: ${count} bubble${count === 1 ? '' : 's'}.`)
  return EXIT.success
}
