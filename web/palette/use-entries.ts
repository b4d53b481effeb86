import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { Bilingual } from '#contract/locale'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { buttonOf, COMMANDS } from './commands.ts'
import { paletteTexts } from './texts.ts'
import { SHEET_KEY } from './use-palette-keys.ts'

export type Page = { href: string; name: Bilingual }

/** One thing to go to or to do. */
export type Entry = {
  key: string
  name: Bilingual
  also?: string
  /** As in `aria-keyshortcuts`. */
  keys?: string | null
  /** Its button is there, and would only say why it cannot be pressed. */
  notNow?: boolean
  run: () => void
}

type Options = {
  pages: readonly Page[]
  onShortcuts: () => void
  announce: (text: string) => void
}

/** The pages, and what the page below can do: a command presses its button, so both always do the same. */
export function useEntries({ pages, onShortcuts, announce }: Options) {
  const t = useTexts(paletteTexts)
  const { locale } = useLocale()
  const [, navigate] = useLocation()
  // As the page was when the palette was opened.
  const [buttons] = useState(() => new Map(COMMANDS.map((one) => [one.id, buttonOf(one)])))
  return useMemo(() => {
    const go = ({ href, name }: Page): Entry => ({
      key: href,
      name,
      run: () => {
        navigate(href)
        document.getElementById('content')?.focus()
      },
    })
    const actions = COMMANDS.flatMap((command): Entry[] => {
      const button = buttons.get(command.id)
      if (!button) return []
      const entry: Entry = {
        ...command,
        key: command.id,
        keys: button.getAttribute('aria-keyshortcuts'),
        notNow: button.getAttribute('aria-disabled') === 'true',
        run: () => {
          button.click()
          // Nothing else would tell of it.
          if (button instanceof HTMLInputElement) announce(t.chosen(command.name[locale]))
        },
      }
      return [entry]
    })
    const sheet: Entry = {
      key: 'shortcuts',
      name: { en: paletteTexts.en.shortcuts, zh: paletteTexts.zh.shortcuts },
      also: 'keys help hotkey 帮助 热键',
      keys: SHEET_KEY,
      run: onShortcuts,
    }
    return { pages: pages.map(go), actions: [...actions, sheet] }
  }, [pages, buttons, navigate, onShortcuts, announce, t, locale])
}
