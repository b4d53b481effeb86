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

type Props = { first: Locale; children: ReactNode }

/** Holds the console's own language. */
export function LocaleProvider({ first, children }: Props) {
  const [locale, setLocale] = useState(first)
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
        // For the server, which chooses the page that is shown before any script has run.
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser
        document.cookie = `${STORED}=${next}; path=/; max-age=31536000; samesite=lax`
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
