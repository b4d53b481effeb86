import type { DraftBody } from '#contract/draft'
import { LANGUAGES } from '#contract/languages'
import { findVariables } from '#contract/template-variables'

/** Allowed by the documentation, but probably a mistake. Indices start at 0; language null is the default text. */
export type Warning =
  | { kind: 'blank'; bubble: number; language: string | null }
  | { kind: 'duplicate_language'; bubble: number; language: string }
  | { kind: 'variable'; bubble: number; language: string | null; name: string }
  | { kind: 'same_text'; bubbles: [number, number]; language: string | null }

type WarnedFollowUps = DraftBody['follow_ups']

/** Finds what the platform accepts but is probably a mistake. */
export function findWarnings(followUps: WarnedFollowUps): Warning[] {
  return [
    ...followUps.flatMap((followUp, bubble) => blanks(followUp, bubble)),
    ...followUps.flatMap((followUp, bubble) => duplicateLanguages(followUp, bubble)),
    ...followUps.flatMap((followUp, bubble) => variables(followUp, bubble)),
    ...sameTexts(followUps),
  ]
}

function isBlank(text: string): boolean {
  return text.length > 0 && text.trim() === ''
}

function textsOf(followUp: WarnedFollowUps[number]) {
  return [{ language: null, content: followUp.content }, ...(followUp.i18n_contents ?? [])]
}

/** Unfilled template variables, which the user would see with their braces. */
function variables(followUp: WarnedFollowUps[number], bubble: number): Warning[] {
  return textsOf(followUp).flatMap(({ language, content }) =>
    findVariables([{ content }]).map(
      (name): Warning => ({
        kind: 'variable',
        bubble,
        language,
        name,
      }),
    ),
  )
}

function blanks(followUp: WarnedFollowUps[number], bubble: number): Warning[] {
  return textsOf(followUp)
    .filter(({ content }) => isBlank(content))
    .map(({ language }) => ({ kind: 'blank', bubble, language }))
}

function duplicateLanguages(followUp: WarnedFollowUps[number], bubble: number): Warning[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { language } of followUp.i18n_contents ?? []) {
    if (seen.has(language)) twice.add(language)
    seen.add(language)
  }
  return [...twice].map((language) => ({ kind: 'duplicate_language', bubble, language }))
}

function textIn(followUp: WarnedFollowUps[number], language: string | null): string {
  const row = followUp.i18n_contents?.find((content) => content.language === language)
  return (row?.content ?? followUp.content).trim()
}

/** A click sends the bot only the text, so it cannot distinguish two equal texts. */
function sameTexts(followUps: WarnedFollowUps): Warning[] {
  const warnings: Warning[] = []
  for (const [first, a] of followUps.entries()) {
    for (const [offset, b] of followUps.slice(first + 1).entries()) {
      const used = LANGUAGES.filter((language) =>
        [a, b].some(({ i18n_contents }) => i18n_contents?.some((row) => row.language === language)),
      )
      const language = [null, ...used].find((code) => {
        const text = textIn(a, code)
        return text !== '' && text === textIn(b, code)
      })
      if (language !== undefined) {
        warnings.push({ kind: 'same_text', bubbles: [first, first + 1 + offset], language })
      }
    }
  }
  return warnings
}
