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
import { oneOf, storedValue } from '../browser/stored-value.ts'
import { localeTag } from './format.ts'
import { loadTexts } from './packs.ts'

/** Read by appearance.js too, before anything is loaded. */
export const storedLocale = storedValue({
  key: 'locale',
  parse: oneOf('zh', 'en'),
  format: 'text',
})
/** Read by the server, which chooses the page that is shown before any script has run. */
const COOKIE = 'follow-up-console.locale'

type LocaleChoice = {
  locale: Locale
  /** The user's variant of it, for the format of numbers and times. */
  tag: string
  /** The user's last choice; it becomes `locale` when its texts are loaded. */
  chosen: Locale
  setLocale: (locale: Locale) => void
}

const LocaleContext = createContext<LocaleChoice | null>(null)

/** Returns the stored choice, or else the language of the browser. */
export function firstLocale(): Locale {
  return storedLocale.read() ?? pickLocale(navigator.languages)
}

type Props = { first: Locale; children: ReactNode }

/** Provides the language of the console. */
export function LocaleProvider({ first, children }: Props) {
  const [locale, setLocale] = useState(first)
  const [chosen, setChosen] = useState(locale)
  // A transition, so that the page boundary reports a failure to load the texts.
  const [, startLoading] = useTransition()
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
  }, [locale])
  const choice = useMemo(
    () => ({
      locale,
      tag: localeTag(locale, navigator.languages),
      chosen,
      setLocale: (next: Locale) => {
        storedLocale.write(next)
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser
        document.cookie = `${COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`
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
