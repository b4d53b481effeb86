import type { Findings } from './findings.ts'
import type { Imported, ImportKind, NotUnderstood } from './imported.ts'
import { REASONS } from './reasons.ts'

const MASK = '(redacted)'
/** A shorter secret could be any word of a text. */
const SHORTEST = 8

/** The result without any secret of the paste, wherever else it may have stood. */
export function hideSecrets(kind: ImportKind, findings: Findings): Imported {
  const secrets = [...new Set(findings.secrets)].filter(({ length }) => length >= SHORTEST)
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
