import type { DraftFollowUps } from '#contract/draft'
import type { Bilingual } from '#contract/locale'
import { REASONS } from './reasons.ts'

/** The recognized kinds of pasted text. */
export type ImportKind =
  | 'curl'
  | 'http'
  | 'har'
  | 'json'
  | 'bubbles'
  | 'bubble'
  | 'exchange'
  | 'receipt'
  | 'draft'
  | 'template'
  | 'event'
  | 'program'
  | 'lark-cli'
  | 'text'
  | 'nothing'

/** A part of the pasted text that was not imported, and why; contains names, never values. */
type NotUnderstood = {
  /** A path (`follow_ups.0.colour`), a header (`X-Trace:`), an option (`-F`) or `line:column`. */
  place: string
  reason: Bilingual
}

/** The result of an import; never contains a token, a secret or a cookie. */
export type Imported = {
  kind: ImportKind
  /** Null if the text has none, or several different ones. */
  message_id: string | null
  /** Null if the text has no bubbles. */
  follow_ups: DraftFollowUps | null
  /** The origin of the call, if the text names one. */
  base_url: string | null
  not_understood: NotUnderstood[]
  /** Whether the text had a token, a secret or a cookie, which was removed. */
  had_token: boolean
}

/** What the readers collect from the pasted text. */
export type ImportFindings = {
  message_id: string | null
  follow_ups: DraftFollowUps | null
  base_url: string | null
  not_understood: NotUnderstood[]
  /** Values to mask wherever they occur in the result. */
  secrets: string[]
  had_token: boolean
}

/** Further remarks are dropped. */
const MAX_REMARKS = 200

export function newFindings(): ImportFindings {
  return {
    message_id: null,
    follow_ups: null,
    base_url: null,
    not_understood: [],
    secrets: [],
    had_token: false,
  }
}

/** Adds a remark about a part that was not imported, unless it is a duplicate. */
export function addRemark(
  { not_understood }: ImportFindings,
  place: string,
  reason: Bilingual,
): void {
  const shown = place.length > 120 ? `${place.slice(0, 119)}…` : place
  if (not_understood.length >= MAX_REMARKS) return
  if (not_understood.some((one) => one.place === shown && one.reason.en === reason.en)) return
  not_understood.push({ place: shown.toWellFormed(), reason })
}

/** Adds a remark about a position of a source; computes its line and column only if needed. */
export function addRemarkAt(
  findings: ImportFindings,
  source: string,
  at: number,
  reason: Bilingual,
): void {
  if (findings.not_understood.length < MAX_REMARKS)
    addRemark(findings, lineAndColumn(source, at), reason)
}

/** Returns the `line:column` of a character, both starting at 1. */
export function lineAndColumn(source: string, index: number): string {
  const before = source.slice(0, index)
  return `${before.split('\n').length}:${index - before.lastIndexOf('\n')}`
}

/** Records a secret by its value; ignores placeholders of samples. */
export function recordSecret(findings: ImportFindings, secret: string): void {
  const value = secret.trim().replace(/^(?:Bearer|Basic)(?:\s+|$)/i, '')
  if (value === '' || /^[<{$[]|^YOUR_|^your[_-]|^xxx|^\(redacted\)$|…/.test(value)) return
  findings.had_token = true
  findings.secrets.push(value)
}

const MASK = '(redacted)'
/** A shorter secret could be an ordinary word. */
const MIN_SECRET_LENGTH = 8

/** Returns the result of an import with every recorded secret masked. */
export function maskSecrets(kind: ImportKind, findings: ImportFindings): Imported {
  const secrets = [...new Set(findings.secrets)].filter(({ length }) => length >= MIN_SECRET_LENGTH)
  const hide = (text: string) =>
    secrets.reduce((left, secret) => left.replaceAll(secret, MASK), text)
  const masked: NotUnderstood[] = []
  const hideText = (text: string, place: string) => {
    const hidden = hide(text)
    if (hidden !== text) masked.push({ place, reason: REASONS.secret_in_text })
    return hidden
  }
  const { follow_ups, message_id, base_url, not_understood, had_token } = findings
  return {
    kind,
    message_id: message_id === null || hide(message_id) !== message_id ? null : message_id,
    follow_ups:
      follow_ups?.map(({ content, i18n_contents }, bubble) => ({
        content: hideText(content, `follow_ups.${bubble}.content`),
        ...(i18n_contents && {
          i18n_contents: i18n_contents.map((row, at) => ({
            content: hideText(row.content, `follow_ups.${bubble}.i18n_contents.${at}.content`),
            language: hide(row.language),
          })),
        }),
      })) ?? null,
    base_url,
    not_understood: [...not_understood, ...masked].map(({ place, reason }) => ({
      place: hide(place),
      reason,
    })),
    had_token,
  }
}
