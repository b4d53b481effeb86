import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import type { Locale } from '#contract/locale'
import type { ComposerTexts } from './texts.ts'

const ROW = /^follow_ups\.(\d+)\.i18n_contents\.(\d+)/
const BUBBLE = /^follow_ups\.(\d+)/

/** Names the field of a contract path as the form shows it: `follow_ups.0.content` → “Bubble 1”. */
export function pathLabel(
  path: string,
  languageAt: (bubble: number, row: number) => string | undefined,
  t: ComposerTexts,
  locale: Locale,
): string {
  const row = ROW.exec(path)
  if (row) {
    const language = languageAt(Number(row[1]), Number(row[2])) ?? ''
    const name = isLanguage(language) ? LANGUAGE_NAMES[language][locale] : language
    return `${t.bubble(Number(row[1]) + 1)} · ${name}`
  }
  const bubble = BUBBLE.exec(path)
  return bubble ? t.bubble(Number(bubble[1]) + 1) : path
}
