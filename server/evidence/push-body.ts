import { isJsonObject, member, parseJson } from '#contract/json'
import { LANGUAGES } from '#contract/languages'
import { countCharacters, LIMITS } from '#contract/limits'

/**
 * What a body has that is not clearly allowed: the assumption about it, and the values that agree with
 * an accepted push. A rejected one agrees with the others, or, without values, with its own code.
 */
export type BodyPeculiarity = {
  assumption: string
  accepted: readonly string[] | null
  rejected: readonly string[] | null
}

const { content: CONTENT, followUps, i18nContents } = LIMITS

/** Returns the peculiarities of a body; one that has several tells nothing about each of them. */
export function findPeculiarities(body: string): BodyPeculiarity[] {
  const parsed = parseJson(body)
  if (!isJsonObject(parsed)) return [byCode('unreadable_body')]
  const bubbles = parsed.follow_ups
  if (!Array.isArray(bubbles)) return [byCode('bad_field')]
  const rows = bubbles.map((bubble) => member(bubble, 'i18n_contents') ?? [])
  const isCountWrong =
    bubbles.length < followUps.min ||
    bubbles.length > followUps.max ||
    rows.some((list) => Array.isArray(list) && list.length > i18nContents.max)
  const allRows: unknown[] = rows.flat()
  const texts = [...bubbles, ...allRows].map((one) => member(one, 'content'))
  const languages = allRows.map((row) => member(row, 'language'))
  const isFieldWrong =
    texts.some((text) => typeof text !== 'string') ||
    rows.some((list) => !Array.isArray(list)) ||
    languages.some((language) => !LANGUAGES.some((known) => known === language))
  if (isFieldWrong) return [byCode('bad_field'), ...(isCountWrong ? [byCode('bad_count')] : [])]

  const contents = texts.filter((text) => typeof text === 'string')
  const hasOther = [
    [parsed, ['follow_ups']],
    ...bubbles.map((bubble) => [bubble, ['content', 'i18n_contents']]),
    ...allRows.map((row) => [row, ['content', 'language']]),
  ].some(([one, names]) => Object.keys(one ?? {}).some((name) => !names.includes(name)))
  const defaults = bubbles.map((bubble) => member(bubble, 'content'))
  const found: (BodyPeculiarity | false)[] = [
    isCountWrong && byCode('bad_count'),
    hasOther && choice('unknown_fields', ['ignored'], ['refused']),
    rows.some(hasTwice) && choice('duplicate_language', ['first_wins', 'last_wins'], ['refused']),
    new Set(defaults).size < defaults.length &&
      choice('duplicate_bubbles', ['allowed'], ['refused']),
    contents.some((text) => text !== '' && text.trim() === '') &&
      choice('blank_content', ['allowed'], ['refused']),
    contents.some((text) => /[\n\r]/.test(text)) && choice('line_breaks', ['allowed'], ['refused']),
    ...contents.map(aboutLength),
  ]
  const each = new Map(found.filter((one) => one !== false).map((one) => [one.assumption, one]))
  return [...each.values()]
}

const UNITS = {
  code_points: countCharacters,
  utf16_units: (text: string) => text.length,
  // Created here because it takes 2 MB, and few texts are that long.
  graphemes: (text: string) => [...new Intl.Segmenter().segment(text)].length,
}

function aboutLength(text: string): BodyPeculiarity | false {
  if (text === '') return byCode('bad_content')
  if (text.length <= CONTENT.max) return false
  const fits = (one: string) =>
    Object.entries(UNITS).filter(([, count]) => count(one) <= CONTENT.max)
  const units = fits(text).map(([unit]) => unit)
  if (units.length === 0) {
    return fits(text.trim()).length === Object.keys(UNITS).length && text.trim() !== ''
      ? choice('trimming', ['both_ends'], ['none'])
      : byCode('bad_content')
  }
  const others = Object.keys(UNITS).filter((unit) => !units.includes(unit))
  return choice('character_unit', units, others)
}

function hasTwice(rows: unknown): boolean {
  const languages = Array.isArray(rows) ? rows.map((row) => member(row, 'language')) : []
  return new Set(languages).size < languages.length
}

function byCode(assumption: string): BodyPeculiarity {
  return { assumption, accepted: null, rejected: null }
}

function choice(
  assumption: string,
  accepted: readonly string[],
  rejected: readonly string[],
): BodyPeculiarity {
  return { assumption, accepted, rejected }
}
