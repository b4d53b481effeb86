import type { Exchange } from '#contract/exchange'
import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import type { Locale } from '#contract/locale'
import type { Result } from '#contract/results/result'
import { formatSpan } from '../../i18n/format-span.ts'
import type { Tone } from '../../ui/callout/callout.tsx'
import { resultTexts } from './texts.ts'

const WAITING: Result = { kind: 'waiting', certainty: 'unknown' }

/** Returns the result of a push that landed; the response to its request comes without one. */
export function resultOf(push: Exchange | null | undefined): Result | null {
  if (push?.endpoint !== 'push_follow_up') return null
  return push.result ?? (push.code === 0 ? WAITING : null)
}

/** Whether a result may still become another one. */
export function mayChange(result: Result | null): boolean {
  return result !== null && CHANGING.has(result.kind)
}
const CHANGING: ReadonlySet<Result['kind']> = new Set(['waiting', 'untouched', 'unknown'])

type DescribedResult = {
  tone: Tone
  /** For a column: `“Very good”, 14 s`. */
  cell: string
  /** For a row without a column: `Clicked “Very good” after 14 s`. */
  short: string
  /** `Clicked bubble 1 “Very good” (English), 14 s later`. */
  sentence: string
  /** How it is known, and what it does not say. */
  notes: string[]
}

/** Describes a result in the words of the page. */
export function describeResult(result: Result, locale: Locale): DescribedResult {
  const t = resultTexts[locale]
  const { kind, text = '', bubble = 0, source, why } = result
  const time = result.after_ms === undefined ? null : formatSpan(result.after_ms / 1000, locale)
  const plain = { tone: 'info', cell: t.kinds[kind], short: t.kinds[kind] } as const
  const notes = source ? [t.sources[source]] : []
  switch (kind) {
    case 'waiting': {
      const sentence = t.sentences.waiting
      return { ...plain, short: sentence, sentence, notes: [t.notes.waiting] }
    }
    case 'clicked':
      return {
        tone: 'good',
        cell: t.cells.clicked(text, time),
        short: t.short.clicked(text, time),
        sentence: t.sentences.clicked(bubble + 1, text, languageName(result, locale), time),
        notes: [...notes, text ? t.notes.clicked : t.notes.ambiguous],
      }
    case 'wrote':
      return {
        tone: 'info',
        cell: t.cells.wrote(time),
        short: t.short.wrote(time),
        sentence: t.sentences.wrote(time),
        notes,
      }
    case 'superseded':
      return { ...plain, sentence: t.sentences.superseded(time), notes }
    case 'recalled':
      return { ...plain, sentence: t.sentences.recalled, notes }
    case 'untouched':
      return { ...plain, sentence: t.kinds.untouched, notes: [...notes, t.notes.untouched] }
    case 'unknown': {
      const sentence = why ? t.unknownWhy(t.reasons[why]) : t.kinds.unknown
      return { ...plain, tone: 'warn', short: sentence, sentence, notes }
    }
  }
}

/** The user's language, else the row that was clicked. */
function languageName({ language, matched }: Result, locale: Locale): string {
  if (isLanguage(language)) return LANGUAGE_NAMES[language][locale]
  if (isLanguage(matched)) return LANGUAGE_NAMES[matched][locale]
  return language ?? (matched === 'default' ? resultTexts[locale].defaultText : '')
}
