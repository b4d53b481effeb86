import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type Locale, pickLocale } from '#contract/locale'
import { readStored, writeStored } from '../ui/storage.ts'

const STORED = 'follow-up-console.locale'

type LocaleChoice = { locale: Locale; setLocale: (locale: Locale) => void }

const LocaleContext = createContext<LocaleChoice | null>(null)

function firstLocale(): Locale {
  const stored = readStored(STORED)
  return stored === 'zh' || stored === 'en' ? stored : pickLocale(navigator.languages)
}

/** Holds the console's own language: the browser's at first, then what the person chose. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(firstLocale)
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
  }, [locale])
  const choice = useMemo(
    () => ({
      locale,
      setLocale: (next: Locale) => {
        writeStored(STORED, next)
        setLocale(next)
      },
    }),
    [locale],
  )
  return <LocaleContext value={choice}>{children}</LocaleContext>
}

export function useLocale(): LocaleChoice {
  const choice = useContext(LocaleContext)
  if (!choice) throw new Error('useLocale needs a LocaleProvider above it')
  return choice
}
