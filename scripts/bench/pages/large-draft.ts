import { LANGUAGES } from '#contract/languages'

/** As much as a person composes: three bubbles, each in all 16 languages. */
export const LARGE_DRAFT = Array.from({ length: 3 }, (_, bubble) => ({
  content: `气泡 ${bubble + 1}`,
  i18n_contents: LANGUAGES.map((language) => ({
    content: `Bubble ${bubble + 1} in ${language}`,
    language,
  })),
}))
