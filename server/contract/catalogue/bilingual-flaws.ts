import type { Bilingual } from '../locale.ts'

/** Typographic rules that a bilingual sentence of the console must not break. */
const FLAWS: readonly (readonly [locale: keyof Bilingual, pattern: RegExp, flaw: string])[] = [
  ['zh', /^\P{Script=Han}*$/u, 'zh holds no Han character'],
  ['zh', /(?<!。)$/u, 'zh does not end in 。'],
  ['zh', /\p{Script=Han}[,.;:!?()"]/u, 'zh has ASCII punctuation after a Han character'],
  ['zh', /[,;:!?()"]\p{Script=Han}/u, 'zh has ASCII punctuation before a Han character'],
  [
    'zh',
    /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u,
    'zh lacks a space between Han and Latin',
  ],
  ['en', /^$/, 'en is empty'],
  ['en', /[\p{Script=Han}，。；：！？、（）]/u, 'en holds Chinese characters or punctuation'],
  ['en', /(?<!\.)$/, 'en does not end in a full stop'],
  ['en', /^\s|\s{2}|\s$/, 'en has stray white space'],
  ['zh', /^\s|\s{2}|\s$/, 'zh has stray white space'],
]

/** What is wrong with the typography of a sentence, in words; empty where nothing is. */
export function bilingualFlaws(text: Bilingual): string[] {
  return FLAWS.flatMap(([locale, pattern, flaw]) => (pattern.test(text[locale]) ? [flaw] : []))
}
