import { getLocation } from 'jsonc-parser'
import { followUpSchema, i18nContentSchema, pushFollowUpBodySchema } from '#contract/follow-ups'
import { LANGUAGE_NAMES, LANGUAGES } from '#contract/languages'
import type { Suggestions } from './create-json-editor.ts'

type Option = Suggestions['options'][number]

/** The keys that the contract has at a path: `follow_ups`, `follow_ups/0/i18n_contents/0`. */
const KEYS: readonly { path: RegExp; keys: readonly string[] }[] = [
  { path: /^$/, keys: Object.keys(pushFollowUpBodySchema.shape) },
  { path: /^follow_ups\/\d+$/, keys: Object.keys(followUpSchema.shape) },
  { path: /^follow_ups\/\d+\/i18n_contents\/\d+$/, keys: Object.keys(i18nContentSchema.shape) },
]

const LANGUAGE = /^follow_ups\/\d+\/i18n_contents\/\d+\/language$/

/** What stands in place of a key's value, so that one can go on typing in it. */
const VALUES: Readonly<Record<string, string>> = {
  follow_ups: '[]',
  i18n_contents: '[]',
  content: '""',
  language: '""',
}

/** The token around a position: an open or closed string, or the start of a word. */
const BEFORE = /"?[\w-]*$/
const AFTER = /^[\w-]*"?/

/** Suggests the keys and language codes of the contract at a position of a request body. */
export function completeBody(text: string, position: number): Suggestions | null {
  const [before = ''] = BEFORE.exec(text.slice(0, position)) ?? []
  const [after = ''] = AFTER.exec(text.slice(position)) ?? []
  const range = { from: position - before.length, to: position + after.length }
  const typed = before.replace('"', '').toLowerCase()
  const { path, isAtPropertyKey } = getLocation(text, position)
  const options = isAtPropertyKey
    ? keysAt(path.slice(0, -1).join('/'), text.slice(range.to))
    : LANGUAGE.test(path.join('/'))
      ? languages()
      : []
  const matching = options.filter(({ label, detail }) =>
    `${label} ${detail}`.toLowerCase().includes(typed),
  )
  return matching.length > 0 ? { ...range, options: matching, isTyping: before !== '' } : null
}

function keysAt(path: string, rest: string): Option[] {
  const keys = KEYS.find((one) => one.path.test(path))?.keys ?? []
  const hasValue = /^\s*:/.test(rest)
  return keys.map((key) => ({
    label: key,
    detail: '',
    insert: hasValue ? `"${key}"` : `"${key}": ${VALUES[key] ?? '""'}`,
  }))
}

function languages(): Option[] {
  return LANGUAGES.map((code) => {
    const { native, zh, en } = LANGUAGE_NAMES[code]
    const names = [...new Set([native, en, zh])]
    return { label: code, detail: names.join(' · '), insert: `"${code}"` }
  })
}
