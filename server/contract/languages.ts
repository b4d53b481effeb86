/**
 * The 16 languages that `i18n_contents[].language` accepts, in Feishu's order and spelling.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export const LANGUAGES = [
  'en_us',
  'zh_cn',
  'zh_hk',
  'zh_tw',
  'ja_jp',
  'id_id',
  'vi_vn',
  'th_th',
  'pt_br',
  'es_es',
  'ko_kr',
  'de_de',
  'fr_fr',
  'it_it',
  'ru_ru',
  'ms_my',
] as const

export type Language = (typeof LANGUAGES)[number]

export function isLanguage(value: unknown): value is Language {
  return (LANGUAGES as readonly unknown[]).includes(value)
}

type LanguageNames = { native: string; zh: string; en: string }

/** The name of each language in itself, in Chinese and in English. */
export const LANGUAGE_NAMES: Record<Language, LanguageNames> = {
  en_us: { native: 'English', zh: '英语', en: 'English' },
  zh_cn: { native: '简体中文', zh: '简体中文', en: 'Chinese, Simplified' },
  zh_hk: { native: '繁體中文（香港）', zh: '繁体中文（香港）', en: 'Chinese, Hong Kong' },
  zh_tw: { native: '繁體中文（台灣）', zh: '繁体中文（台湾）', en: 'Chinese, Taiwan' },
  ja_jp: { native: '日本語', zh: '日语', en: 'Japanese' },
  id_id: { native: 'Bahasa Indonesia', zh: '印度尼西亚语', en: 'Indonesian' },
  vi_vn: { native: 'Tiếng Việt', zh: '越南语', en: 'Vietnamese' },
  th_th: { native: 'ไทย', zh: '泰语', en: 'Thai' },
  pt_br: { native: 'Português (Brasil)', zh: '葡萄牙语（巴西）', en: 'Portuguese, Brazil' },
  es_es: { native: 'Español', zh: '西班牙语', en: 'Spanish' },
  ko_kr: { native: '한국어', zh: '韩语', en: 'Korean' },
  de_de: { native: 'Deutsch', zh: '德语', en: 'German' },
  fr_fr: { native: 'Français', zh: '法语', en: 'French' },
  it_it: { native: 'Italiano', zh: '意大利语', en: 'Italian' },
  ru_ru: { native: 'Русский', zh: '俄语', en: 'Russian' },
  ms_my: { native: 'Bahasa Melayu', zh: '马来语', en: 'Malay' },
}

/** Returns the BCP 47 tag of a language (`zh_cn` → `zh-CN`), for the `lang` attribute. */
export function bcp47(language: Language): string {
  const [primary, region = ''] = language.split('_')
  return `${primary}-${region.toUpperCase()}`
}
