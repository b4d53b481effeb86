import type { DraftBody } from './draft.ts'
import type { FollowUpMendKey } from './follow-up-mends.ts'
import { isLanguage } from './languages.ts'
import { countCharacters, LIMITS } from './limits.ts'

type Row = { content: string; language: string }

/** Something that a push must not have: where, and the key of its mend. */
export type Flaw = { path: string; key: FollowUpMendKey }

/** What is wrong with the text of a bubble. */
export function contentFlaws(text: string): FollowUpMendKey[] {
  const { min, max } = LIMITS.content
  if (text.length < min) return ['content_empty']
  const flaws: FollowUpMendKey[] = []
  if (countCharacters(text) > max) flaws.push('content_too_long')
  if (!text.isWellFormed()) flaws.push('content_lone_surrogate')
  return flaws
}

/**
 * What is wrong with bubbles whose shape is right, in the order of the page: the same as
 * `pushFollowUpBodySchema` finds, for a form that judges at every key and should not have to load a
 * validator for it.
 */
export function findFlaws(followUps: DraftBody['follow_ups']): Flaw[] {
  const { min, max } = LIMITS.followUps
  if (followUps.length < min) return [{ path: 'follow_ups', key: 'follow_ups_empty' }]
  // Of a list that is too long only that is said, before anybody mends what has to go.
  if (followUps.length > max) return [{ path: 'follow_ups', key: 'follow_ups_too_many' }]
  return followUps.flatMap(({ content, i18n_contents = [] }, bubble) => {
    const path = `follow_ups.${bubble}`
    return [
      ...inContent(`${path}.content`, content),
      ...inRows(`${path}.i18n_contents`, i18n_contents),
    ]
  })
}

function inRows(path: string, rows: readonly Row[]): Flaw[] {
  if (rows.length > LIMITS.i18nContents.max) return [{ path, key: 'i18n_contents_too_many' }]
  return rows.flatMap(({ content, language }, index) => [
    ...inContent(`${path}.${index}.content`, content),
    ...(isLanguage(language)
      ? []
      : [{ path: `${path}.${index}.language`, key: 'language_not_accepted' } as const]),
  ])
}

function inContent(path: string, text: string): Flaw[] {
  return contentFlaws(text).map((key) => ({ path, key }))
}
