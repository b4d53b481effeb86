import type { Bilingual } from '../locale.ts'

/** Typographic issues that a bilingual text of the console must not have. */
const ISSUES: readonly (readonly [locale: keyof Bilingual, pattern: RegExp, issue: string])[] = [
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
  ['en', /^\s|\s{2}|\s$/, 'en has surplus white space'],
  ['zh', /^\s|\s{2}|\s$/, 'zh has surplus white space'],
]

/** Describes the typographic issues of a text; empty if there are none. */
export function findTypographyIssues(text: Bilingual): string[] {
  return ISSUES.flatMap(([locale, pattern, issue]) => (pattern.test(text[locale]) ? [issue] : []))
}
