import type { Bilingual } from '#contract/locale'

export type Page = { href: string; name: Bilingual }

/** The pages in the order of the navigation. */
export const PAGES: readonly Page[] = [
  { href: '/', name: { en: 'Console', zh: '控制台' } },
  { href: '/support', name: { en: 'Support', zh: '客服' } },
  { href: '/history', name: { en: 'History', zh: '历史' } },
  { href: '/phone', name: { en: 'Phone', zh: '手机' } },
  { href: '/profiles', name: { en: 'Profiles', zh: '应用配置' } },
  { href: '/error-codes', name: { en: 'Error codes', zh: '错误码' } },
]
