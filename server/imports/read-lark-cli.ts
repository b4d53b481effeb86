import { addRemark, type ImportFindings, recordSecret } from './findings.ts'
import { readBodyText } from './read-body.ts'
import { readUrl } from './read-request.ts'
import { REASONS } from './reasons.ts'
import { readBash } from './shell/bash.ts'

const BRANDS: Readonly<Record<string, string>> = {
  feishu: 'https://open.feishu.cn',
  lark: 'https://open.larksuite.com',
}
const PLAIN = ['--as', '--format', '--output', '-o']

/**
 * Reads the call of `lark-cli api POST <path> --data <json>`.
 * @see https://github.com/larksuite/cli
 */
export function readLarkCli(text: string, findings: ImportFindings) {
  const calls = readBash(text).commands.flatMap(({ words, stdin }) => {
    const at = words.findIndex((word) => /(?:^|\/)lark-cli$/.test(word.text))
    return at < 0 ? [] : [{ before: words.slice(0, at), words: words.slice(at + 1), stdin }]
  })
  const call = calls.findLast(({ words }) => words.some((word) => isPush(word.text)))
  if (!call) return addRemark(findings, 'lark-cli', REASONS.no_push)
  const { before, words, stdin } = call
  for (const { text: assigned, open } of before) {
    const brand = /^LARKSUITE_CLI_BRAND=(\w+)$/.exec(assigned)?.[1] ?? ''
    if (Object.hasOwn(BRANDS, brand)) findings.base_url = BRANDS[brand] ?? null
    const secret = /^LARKSUITE_CLI_APP_SECRET=(.*)$/.exec(assigned)?.[1]
    if (secret !== undefined && !open) recordSecret(findings, secret)
  }

  let hadBody = false
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    const option = word?.text ?? ''
    if (isPush(option)) readPath(option, findings)
    else if (/^(?:api|POST)$/i.test(option)) continue
    else if (/^(?:GET|PUT|PATCH|DELETE)$/.test(option))
      addRemark(findings, option, REASONS.other_method)
    else if (PLAIN.includes(option)) at += 1
    else if (option === '--data' || option === '-d' || option.startsWith('--data=')) {
      hadBody = true
      if (!option.includes('=')) at += 1
      const given = option.includes('=') ? { text: option.slice(7), open: word?.open } : words[at]
      const value = given?.text === '-' || given?.text === '@-' ? stdin : given
      if (!value || value.open) addRemark(findings, '--data', REASONS.expression)
      else if (value.text.startsWith('@')) addRemark(findings, '--data', REASONS.file)
      else readBodyText(value.text, findings)
    } else if (option.startsWith('-')) {
      addRemark(findings, option.split('=')[0] ?? option, REASONS.unknown_option)
    } else addRemark(findings, 'lark-cli', REASONS.extra_word)
  }
  if (!hadBody) addRemark(findings, 'body', REASONS.body_missing)
}

function isPush(text: string): boolean {
  return /\/push_follow_up\/?(?:\?|$)/.test(text)
}

/** Reads a path of lark-cli, which may lack its common prefix. */
function readPath(path: string, findings: ImportFindings) {
  const { base_url } = findings
  readUrl(
    /^(?:\/?open-apis\/|https?:)/.test(path) ? path : `/open-apis/${path.replace(/^\//, '')}`,
    findings,
  )
  findings.base_url ??= base_url
}
