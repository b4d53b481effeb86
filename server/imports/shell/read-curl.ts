import { type Findings, newFindings, placeAt, remark } from '../findings.ts'
import { isPushUrl, readRequest } from '../read-request.ts'
import { REASONS } from '../reasons.ts'
import { readBash } from './bash.ts'
import { readCmd } from './cmd.ts'
import { readPowerShell } from './powershell.ts'
import { readCurlCommand } from './read-curl-command.ts'
import type { Command, Script } from './words.ts'

type Shell = (source: string) => Script

const CURL = /^(?:.*[\\/])?curl(?:\.exe)?$/i
/** What may stand before the program in a command. */
const PREFIX = /^(?:sudo|time|command|exec|env|if|then|do|!|\$|>|%|#|PS|&|\{|[A-Za-z_]\w*=[\s\S]*)$/

/**
 * Takes the call out of a curl command or a script with several. The shell is guessed by what only
 * it writes; where the guess makes no sense of the text, the others are tried.
 */
export function readCurl(text: string, findings: Findings): void {
  const source = text.replace(/^[ \t]*[$>%][ \t]+(?=curl)/gm, '')
  const tries = shellsFor(source).map((shell) => attempt(shell, source))
  const best = tries.find(({ follow_ups, message_id }) => follow_ups && message_id) ?? tries[0]
  if (best) Object.assign(findings, best)
}

function attempt(shell: Shell, source: string): Findings {
  const findings = newFindings()
  const { commands, unclosed } = shell(source)
  const curls = commands.flatMap((command) => asCurl(command) ?? [])
  const pushes = curls.filter(({ words }) => words.some(({ text }) => isPushWord(text)))
  const chosen = pushes.at(-1) ?? curls.at(-1)
  if (pushes.length > 1) remark(findings, 'curl', REASONS.several_requests)
  if (unclosed !== null) remark(findings, placeAt(source, unclosed), REASONS.unclosed)
  if (!chosen) remark(findings, 'curl', REASONS.no_push)
  else readRequest(readCurlCommand(chosen, findings), findings)
  return findings
}

function isPushWord(text: string): boolean {
  return text.includes('/push_follow_up') && isPushUrl(text.replace(/^--url=/, ''))
}

function asCurl({ words, stdin }: Command): Command | null {
  let at = 0
  while (at < words.length && PREFIX.test(words[at]?.text ?? '')) at += 1
  return CURL.test(words[at]?.text ?? '') ? { words: words.slice(at), stdin } : null
}

function shellsFor(source: string): Shell[] {
  if (/\^(?:"|\r?\n)/.test(source)) return [readCmd, readBash, readPowerShell]
  if (/`\r?\n|^[ \t&]*curl\.exe\b|^\s*@?\$\w+ = /m.test(source)) {
    return [readPowerShell, readCmd, readBash]
  }
  return [readBash, readCmd, readPowerShell]
}
