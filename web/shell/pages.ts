import type { Bilingual } from '#contract/locale'

export type Page = { href: string; name: Bilingual }

/** The pages in the order of the navigation. */
export const PAGES: readonly Page[] = [
  { href: '/', name: { en: 'Compose', zh: '发送' } },
  { href: '/support', name: { en: 'Support', zh: '客服' } },
  { href: '/history', name: { en: 'History', zh: '历史' } },
  { href: '/emulator', name: { en: 'Emulator', zh: '模拟器' } },
  { href: '/apps', name: { en: 'Apps', zh: '应用' } },
  { href: '/error-codes', name: { en: 'Error codes', zh: '错误码' } },
]

/** The pages that an earlier version had under another path. The server redirects them too. */
export const MOVED_PAGES = { '/phone': '/emulator', '/profiles': '/apps' } as const
