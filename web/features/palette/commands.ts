import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { ErrorCode } from '#contract/catalogue/error-code'
import type { Bilingual } from '#contract/locale'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { paletteTexts } from './texts.ts'
import { SHEET_KEY } from './use-palette-keys.ts'

/** A command of the palette; it clicks the button with this id as `data-command`. */
export type PaletteCommand = {
  id: string
  name: Bilingual
  /** Other search words in both languages. */
  also: string
}

/** Every command, in the order of the list. */
export const COMMANDS: readonly PaletteCommand[] = [
  { id: 'send', name: { en: 'Send', zh: '发送' }, also: 'push bubbles 推送 气泡' },
  { id: 'new-message', name: { en: 'New message', zh: '发一条新消息' }, also: 'create 创建' },
  {
    id: 'one-go',
    name: { en: 'Message and bubbles in one go', zh: '消息与气泡一次发送' },
    also: 'together 一起',
  },
  { id: 'add-bubble', name: { en: 'Add a bubble', zh: '添加气泡' }, also: 'new 新增' },
  { id: 'undo', name: { en: 'Undo', zh: '撤销' }, also: 'back 恢复 上一步' },
  { id: 'redo', name: { en: 'Redo', zh: '重做' }, also: 'forward 下一步' },
  { id: 'drafts', name: { en: 'Drafts', zh: '草稿' }, also: 'open switch 打开 切换' },
  {
    id: 'templates',
    name: { en: 'Templates', zh: '模板' },
    also: 'saved prompt gallery 话术 常用',
  },
  { id: 'share', name: { en: 'Share as a link', zh: '分享链接' }, also: 'url copy 复制' },
  {
    id: 'code',
    name: { en: 'Export as code', zh: '导出为代码' },
    also: 'curl python java go node sdk snippet 片段',
  },
  { id: 'import', name: { en: 'Import a call', zh: '导入调用' }, also: 'paste curl json har 粘贴' },
  {
    id: 'check-profile',
    name: { en: 'Check this profile', zh: '检查此应用配置' },
    also: 'doctor permission scope 诊断 权限',
  },
  {
    id: 'language-zh',
    name: { en: 'Language: 中文', zh: '界面语言：中文' },
    also: 'chinese zh 汉语 切换',
  },
  {
    id: 'language-en',
    name: { en: 'Language: English', zh: '界面语言：English' },
    also: 'en 英文 英语 切换',
  },
  {
    id: 'theme-light',
    name: { en: 'Theme: light', zh: '主题：浅色' },
    also: 'bright day appearance 亮色 外观',
  },
  {
    id: 'theme-dark',
    name: { en: 'Theme: dark', zh: '主题：深色' },
    also: 'night appearance 暗色 夜间 外观',
  },
  {
    id: 'theme-system',
    name: { en: 'Theme: as the system', zh: '主题：跟随系统' },
    also: 'automatic appearance 自动 外观',
  },
]

/** Returns the button of a command, or null if the page has none that is enabled and not already chosen. */
function buttonOf({ id }: PaletteCommand): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-command='${id}']:enabled:not(:checked)`)
}

export type PalettePage = { href: string; name: Bilingual }

/** One row of the palette: a page or a command. */
export type PaletteEntry = {
  key: string
  name: Bilingual
  also?: string
  /** As in `aria-keyshortcuts`. */
  keys?: string | null
  /** Its button is `aria-disabled`. */
  notNow?: boolean
  run: () => void
}

type Options = {
  pages: readonly PalettePage[]
  onShortcuts: () => void
  announce: (text: string) => void
}

/** Returns the pages and the commands of the current page. A command clicks its button, so both do the same. */
export function useEntries({ pages, onShortcuts, announce }: Options) {
  const t = useTexts(paletteTexts)
  const { locale } = useLocale()
  const [, navigate] = useLocation()
  // The buttons at the time the palette was opened.
  const [buttons] = useState(() => new Map(COMMANDS.map((one) => [one.id, buttonOf(one)])))
  return useMemo(() => {
    const go = ({ href, name }: PalettePage): PaletteEntry => ({
      key: href,
      name,
      run: () => {
        navigate(href)
        document.getElementById('content')?.focus()
      },
    })
    const actions = COMMANDS.flatMap((command): PaletteEntry[] => {
      const button = buttons.get(command.id)
      if (!button) return []
      const entry: PaletteEntry = {
        ...command,
        key: command.id,
        keys: button.getAttribute('aria-keyshortcuts'),
        notNow: button.getAttribute('aria-disabled') === 'true',
        run: () => {
          button.click()
          // The radio buttons announce nothing themselves.
          if (button instanceof HTMLInputElement) announce(t.chosen(command.name[locale]))
        },
      }
      return [entry]
    })
    const sheet: PaletteEntry = {
      key: 'shortcuts',
      name: { en: paletteTexts.en.shortcuts, zh: paletteTexts.zh.shortcuts },
      also: 'keys help hotkey 帮助 热键',
      keys: SHEET_KEY,
      run: onShortcuts,
    }
    return { pages: pages.map(go), actions: [...actions, sheet] }
  }, [pages, buttons, navigate, onShortcuts, announce, t, locale])
}

type Findable = { name: Bilingual; also?: string }

/**
 * Returns the entries that contain every word of the query in either language; those that begin with
 * it come first. Full-width letters and digits, as written by Chinese input methods, match too.
 */
export function findByWords<T extends Findable>(all: readonly T[], query: string): T[] {
  const wanted = query.normalize('NFKC').trim().toLowerCase()
  const words = wanted.split(/\s+/)
  const begins = ({ name }: T) =>
    Number([name.zh, name.en].some((one) => one.toLowerCase().startsWith(wanted)))
  return all
    .filter(({ name, also = '' }) => {
      const text = `${name.en}\n${name.zh}\n${also}`.normalize('NFKC').toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .sort((a, b) => begins(b) - begins(a))
}

/** The whole catalogue has a page of its own. */
const MAX_CODES = 8

/** Returns the entries whose code begins with the digits of the query; none if it has no digits. */
export function findCodes(entries: readonly ErrorCode[], query: string): ErrorCode[] {
  const [digits] = /\d+/.exec(query.normalize('NFKC')) ?? []
  if (digits === undefined) return []
  return entries
    .filter(({ code }) => String(code).startsWith(digits))
    .sort((a, b) => a.code - b.code)
    .slice(0, MAX_CODES)
}

/** Returns the anchor of an entry on the error codes page. */
export function anchorOf({ endpoints, code }: ErrorCode): string {
  return `${endpoints[0]}-${code}`
}
