import type { Locale } from '#contract/locale'

type Pack = readonly unknown[]

const LOADERS: Record<Locale, () => Promise<{ pack: Pack }>> = {
  en: () => import('virtual:texts/en'),
  zh: () => import('virtual:texts/zh'),
}

const packs: Partial<Record<Locale, Pack>> = {}

/** Loads the texts of the first screen in one language. In development they are in the script already. */
export async function loadTexts(locale: Locale): Promise<void> {
  packs[locale] ??= (await LOADERS[locale]()).pack
}

/** Replaces a `defineTexts` of the first screen in the built page (see scripts/vite/split-texts.ts). */
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
