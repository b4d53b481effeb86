import type { Bilingual } from '#contract/locale'
import type { FollowUps, NotUnderstood } from './imported.ts'

/** What the readers gather while they go through a paste. */
export type Findings = {
  message_id: string | null
  follow_ups: FollowUps | null
  base_url: string | null
  not_understood: NotUnderstood[]
  /** Values that must not get out, wherever else they stand. */
  secrets: string[]
  had_token: boolean
}

/** More remarks than this say nothing more. */
const MOST_REMARKS = 200

export function newFindings(): Findings {
  return {
    message_id: null,
    follow_ups: null,
    base_url: null,
    not_understood: [],
    secrets: [],
    had_token: false,
  }
}

/** Notes what was not understood, each once. */
export function remark({ not_understood }: Findings, place: string, reason: Bilingual): void {
  const shown = place.length > 120 ? `${place.slice(0, 119)}…` : place
  if (not_understood.length >= MOST_REMARKS) return
  if (not_understood.some((one) => one.place === shown && one.reason.en === reason.en)) return
  not_understood.push({ place: shown.toWellFormed(), reason })
}

/** The same for a place in a source, which is only counted out where it is going to be shown. */
export function remarkAt(findings: Findings, source: string, at: number, reason: Bilingual): void {
  if (findings.not_understood.length < MOST_REMARKS) remark(findings, placeAt(source, at), reason)
}

/** `line:column` of a character, both from 1. */
export function placeAt(source: string, index: number): string {
  const before = source.slice(0, index)
  return `${before.split('\n').length}:${index - before.lastIndexOf('\n')}`
}

/** Notes a secret by its value; a place holder of a sample is none. */
export function throwAway(findings: Findings, secret: string): void {
  const value = secret.trim().replace(/^(?:Bearer|Basic)(?:\s+|$)/i, '')
  if (value === '' || /^[<{$[]|^YOUR_|^your[_-]|^xxx|^\(redacted\)$|…/.test(value)) return
  findings.had_token = true
  findings.secrets.push(value)
}
