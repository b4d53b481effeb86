import type { Locale } from '#contract/locale'
import { useLocale } from './locale-context.tsx'

/**
 * Declares the texts of one feature in both languages, beside the feature. English is the model: a
 * key that is missing in Chinese, or has another type, does not compile.
 */
export function defineTexts<const T extends object>(texts: {
  en: T
  zh: { [K in keyof T]: Widen<T[K]> }
}): Record<Locale, { [K in keyof T]: Widen<T[K]> }> {
  return texts as Record<Locale, { [K in keyof T]: Widen<T[K]> }>
}

type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => unknown
    ? (...args: A) => string
    : { [K in keyof T]: Widen<T[K]> }

/** Returns the texts of one feature in the current language. */
export function useTexts<T>(texts: Record<Locale, T>): T {
  return texts[useLocale().locale]
}
