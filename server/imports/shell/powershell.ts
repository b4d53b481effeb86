import { tokenize } from '../source/tokenize.ts'
import { isSign } from '../source/tokens.ts'
import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts'

/** Splits PowerShell into commands and words; variables stay unknown. */
export function readPowerShell(source: string): ShellScript {
  const commands: ShellCommand[] = []
  let words: ShellWord[] = []
  let end = -1
  for (const token of tokenize(source, 'powershell')) {
    const isSeparator = isSign(token, ';', '|')
    if (token.newline || isSeparator) {
      words = []
      end = -1
    }
    if (isSeparator) continue
    const isText = token.kind === 'text'
    const text = isText ? token.parts.join('$()') : token.text
    const open = isText ? token.holes.length > 0 : text.startsWith('$')
    const last = words.at(-1)
    if (last && token.at === end) {
      last.text += text
      last.open ||= open
    } else words.push({ text, open, at: token.at })
    if (words.length === 1 && commands.at(-1)?.words !== words)
      commands.push({ words, stdin: null })
    end = token.end ?? -1
  }
  return { commands, unclosed: null }
}
