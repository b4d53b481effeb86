import { Keyboard, type LucideIcon } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { ErrorCode } from '#contract/catalogue/error-code'
import type { Bilingual } from '#contract/locale'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { msgsOf, withoutExt } from '../error-codes/endpoints.ts'
import { COMMANDS, type PaletteCommand } from './command-list.ts'
import { paletteTexts } from './texts.ts'
import { SHEET_KEY } from './use-palette-keys.ts'

/** Returns the element of a command, a visible one first; null if the page has none that is enabled and not already chosen. */
function elementOf({ id }: PaletteCommand): HTMLElement | null {
  const all = [
    ...document.querySelectorAll<HTMLElement>(
      `[data-command='${id}']:not(:disabled):not(:checked)`,
    ),
  ]
  return all.find((one) => one.checkVisibility()) ?? all[0] ?? null
}

/** Presses a button, or chooses an option of a select. */
function press(element: HTMLElement): void {
  const select = element.closest('select')
  if (!select || !(element instanceof HTMLOptionElement)) {
    element.click()
    return
  }
  select.value = element.value
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

export type PalettePage = { href: string; icon: LucideIcon; name: Bilingual }

/** One row of the palette: a page or a command. */
export type PaletteEntry = {
  key: string
  icon: LucideIcon
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

/** Returns the pages and the commands of the current page. A command presses its element, so both do the same. */
export function useEntries({ pages, onShortcuts, announce }: Options) {
  const t = useTexts(paletteTexts)
  const { locale } = useLocale()
  const [, navigate] = useLocation()
  // At the time the palette was opened.
  const [elements] = useState(() => new Map(COMMANDS.map((one) => [one.id, elementOf(one)])))
  const [disabled, setDisabled] = useState(() => disabledOf(elements))
  useEffect(() => {
    // A check of the draft may end while the palette is open.
    const observer = new MutationObserver(() => setDisabled(disabledOf(elements)))
    for (const element of elements.values()) {
      if (element) observer.observe(element, { attributeFilter: ['aria-disabled'] })
    }
    return () => observer.disconnect()
  }, [elements])
  return useMemo(() => {
    const go = ({ href, icon, name }: PalettePage): PaletteEntry => ({
      key: href,
      icon,
      name,
      run: () => {
        navigate(href)
        document.getElementById('content')?.focus()
      },
    })
    const actions = COMMANDS.flatMap((command): PaletteEntry[] => {
      const element = elements.get(command.id)
      if (!element) return []
      const entry: PaletteEntry = {
        ...command,
        key: command.id,
        keys: element.getAttribute('aria-keyshortcuts'),
        notNow: disabled.has(command.id),
        run: () => {
          press(element)
          // A choice announces nothing itself while it has no focus.
          if (element.matches('input, option')) announce(t.chosen(command.name[locale]))
        },
      }
      return [entry]
    })
    const sheet: PaletteEntry = {
      key: 'shortcuts',
      icon: Keyboard,
      name: { en: paletteTexts.en.shortcuts, zh: paletteTexts.zh.shortcuts },
      also: 'keys help hotkey 帮助 热键',
      keys: SHEET_KEY,
      run: onShortcuts,
    }
    return { pages: pages.map(go), actions: [...actions, sheet] }
  }, [pages, elements, disabled, navigate, onShortcuts, announce, t, locale])
}

function disabledOf(elements: ReadonlyMap<string, Element | null>): ReadonlySet<string> {
  const isDisabled = (element: Element | null) => element?.getAttribute('aria-disabled') === 'true'
  return new Set([...elements].flatMap(([id, element]) => (isDisabled(element) ? [id] : [])))
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

/** A shorter text is rather the beginning of a command. */
const MIN_MSG = 8

/** Returns the entries whose code begins with the digits of the query, or whose msg contains it. */
export function findCodes(entries: readonly ErrorCode[], query: string): ErrorCode[] {
  const wanted = withoutExt(query.normalize('NFKC').trim().toLowerCase())
  const [digits] = /\d+/.exec(wanted) ?? []
  return entries
    .filter((entry) =>
      digits === undefined
        ? wanted.length >= MIN_MSG && msgsOf(entry).includes(wanted)
        : String(entry.code).startsWith(digits),
    )
    .sort((a, b) => a.code - b.code)
    .slice(0, MAX_CODES)
}
