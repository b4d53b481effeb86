import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useTransition,
} from 'react'
import { type Locale, pickLocale } from '#contract/locale'
import { readStored, writeStored } from '../ui/storage.ts'
import { loadTexts } from './packs.ts'

const STORED = 'follow-up-console.locale'

type LocaleChoice = {
  locale: Locale
  /** What the person chose last: for a moment, while its texts are loaded, it is not on yet. */
  chosen: Locale
  setLocale: (locale: Locale) => void
}

const LocaleContext = createContext<LocaleChoice | null>(null)

/** The browser's language at first, then what the person chose. */
export function firstLocale(): Locale {
  const stored = readStored(STORED)
  return stored === 'zh' || stored === 'en' ? stored : pickLocale(navigator.languages)
}

/** Holds the console's own language: the browser's at first, then what the person chose. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(firstLocale)
  const [chosen, setChosen] = useState(locale)
  // A transition, so that the page says it where the texts cannot be loaded.
  const [, startLoading] = useTransition()
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
  }, [locale])
  const choice = useMemo(
    () => ({
      locale,
      chosen,
      setLocale: (next: Locale) => {
        writeStored(STORED, next)
        setChosen(next)
        startLoading(async () => {
          await loadTexts(next)
          setLocale(next)
        })
      },
    }),
    [locale, chosen],
  )
  return <LocaleContext value={choice}>{children}</LocaleContext>
}

export function useLocale(): LocaleChoice {
  const choice = useContext(LocaleContext)
  if (!choice) throw new Error('useLocale needs a LocaleProvider above it')
  return choice
}
