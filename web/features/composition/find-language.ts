import { isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'

/** Other spellings that translators use. A name without a region means the region that CLDR expects. */
const ALIASES: Partial<Record<Language, readonly string[]>> = {
  en_us: ['英文'],
  zh_cn: ['中文', '中文（简体）', '中文简体', '汉语', 'Chinese', 'Chinese (China)', 'zh-Hans'],
  zh_hk: ['繁體中文香港', '繁体中文香港', '香港繁體', '香港繁体', 'zh-Hant-HK'],
  zh_tw: ['繁體中文', '繁体中文', '中文（繁體）', '中文（繁体）', '繁體中文（臺灣）', '台灣繁體'],
  ja_jp: ['日文'],
  id_id: ['印尼语', '印尼文'],
  vi_vn: ['越南文'],
  th_th: ['泰文'],
  pt_br: ['葡萄牙语', '葡萄牙文', 'Portuguese', 'Brazilian Portuguese', 'Português'],
  es_es: ['西班牙文', 'Spanish (Spain)', 'Castellano'],
  ko_kr: ['韩文', '韓文'],
  de_de: ['德文'],
  fr_fr: ['法文'],
  it_it: ['意大利文'],
  ru_ru: ['俄文'],
  ms_my: ['马来文', 'Malaysian', 'Melayu'],
}

const TRADITIONAL = [
  'Traditional Chinese',
  'Chinese (Traditional, Taiwan)',
  'zh-Hant',
  'zh-Hant-TW',
]
const DEFAULTS = ['default', 'default text', 'fallback', '默认', '默认文字', '默认文本', '預設']

/** The words of a label in any order and spelling: `Chinese, Simplified` is `simplified chinese`. */
function wordsOf(label: string): string {
  const words =
    label
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.sort().join(' ')
}

const BY_WORDS = new Map<string, Language>()
for (const language of LANGUAGES) {
  const { native, zh, en } = LANGUAGE_NAMES[language]
  // The first language of a primary subtag: `zh` is zh_cn, as CLDR expects.
  const [primary = ''] = language.split('_')
  for (const label of [language, native, zh, en, primary, ...(ALIASES[language] ?? [])]) {
    if (!BY_WORDS.has(wordsOf(label))) BY_WORDS.set(wordsOf(label), language)
  }
}
for (const label of TRADITIONAL) BY_WORDS.set(wordsOf(label), 'zh_tw')
const DEFAULT_WORDS = new Set(DEFAULTS.map(wordsOf))

/** A label with more characters than this is a text, not the name of a language. */
const LABEL_MAX = 60

/**
 * Returns the language that a header cell names: by its code (`EN-us`), its Chinese, English or own
 * name, or both (`English (en_us)`); `default` for the default text; null for any other text.
 */
export function findLanguage(label: string): Language | 'default' | null {
  if (label.length > LABEL_MAX) return null
  const words = wordsOf(label)
  if (words === '') return null
  if (DEFAULT_WORDS.has(words)) return 'default'
  const named = BY_WORDS.get(words)
  if (named) return named
  for (const [, primary = '', region = ''] of label.matchAll(/\b([a-z]{2})[-_]([a-z]{2})\b/gi)) {
    const code = `${primary}_${region}`.toLowerCase()
    if (isLanguage(code)) return code
  }
  return null
}
