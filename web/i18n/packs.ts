import type { Locale } from '#contract/locale'

type Pack = readonly unknown[]

const LOADERS: Record<Locale, () => Promise<{ pack: Pack }>> = {
  en: () => import('virtual:texts/en'),
  zh: () => import('virtual:texts/zh'),
}

const packs: Partial<Record<Locale, Pack>> = {}

/** Loads the texts of the first screen in one language; while developing they are there already. */
export async function loadTexts(locale: Locale): Promise<void> {
  packs[locale] ??= (await LOADERS[locale]()).pack
}

/** Stands in the built page for a `defineTexts` of the first screen. */
export function packedTexts(at: number) {
  return {
    get en() {
      return packs.en?.[at]
    },
    get zh() {
      return packs.zh?.[at]
    },
  }
}
