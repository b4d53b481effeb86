/** The two languages of the console itself. */
export const LOCALES = ['zh', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** A text in both languages of the console. */
export type Bilingual = Readonly<Record<Locale, string>>

/** Returns the first supported language of BCP 47 tags in order of preference, else English. */
export function pickLocale(tags: readonly string[]): Locale {
  for (const tag of tags) {
    const primary = tag.trim().toLowerCase().split('-')[0]
    if (primary === 'zh' || primary === 'en') return primary
  }
  return 'en'
}
