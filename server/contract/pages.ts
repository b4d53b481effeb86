import type { Bilingual } from './locale.ts'

type Page = {
  href: string
  name: Bilingual
  /** There are more pages below its path. */
  hasSubpages?: true
  /** In the navigation only if the console asks to sign in. */
  ofTeam?: true
}

/** The pages in the order of the navigation. Any other path is an unknown page. */
export const PAGES: readonly Page[] = [
  { href: '/', name: { en: 'Compose', zh: '发送' } },
  { href: '/support', name: { en: 'Support', zh: '客服' }, hasSubpages: true },
  { href: '/history', name: { en: 'History', zh: '历史' }, hasSubpages: true },
  { href: '/emulator', name: { en: 'Emulator', zh: '模拟器' } },
  { href: '/apps', name: { en: 'Apps', zh: '应用' } },
  { href: '/error-codes', name: { en: 'Error codes', zh: '错误码' } },
  { href: '/team', name: { en: 'Team', zh: '团队' }, hasSubpages: true, ofTeam: true },
]

/** The pages that an earlier version had under another path, by that path. */
export const MOVED_PAGES: ReadonlyMap<string, string> = new Map([
  ['/phone', '/emulator'],
  ['/profiles', '/apps'],
])

/** Returns the page that shows a path, or undefined if there is none. */
export function findPage(path: string): Page | undefined {
  return PAGES.find(
    ({ href, hasSubpages }) => path === href || (hasSubpages && path.startsWith(`${href}/`)),
  )
}
