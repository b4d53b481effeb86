import { Monitor, Moon, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { oneOf, storedValue, useStoredValue } from '../browser/stored-value.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Segmented } from '../ui/form/segmented.tsx'
import { PAGES } from './pages.ts'
import styles from './shell.module.css'

const texts = defineTexts({
  en: {
    name: 'Follow-up Console',
    skip: 'Skip to the content',
    nav: 'Pages',
    language: 'Language of the console',
  },
  zh: {
    name: '跟随气泡控制台',
    skip: '跳到正文',
    nav: '页面',
    language: '控制台的语言',
  },
})

type Props = {
  /** Shown before the choices of language and theme. */
  tools: ReactNode
  children: ReactNode
}

/** The frame of every page: name, navigation, language and theme. */
export function Shell({ tools, children }: Props) {
  const t = useTexts(texts)
  const { locale, chosen, setLocale } = useLocale()
  const [path] = useLocation()
  return (
    <>
      <a className={styles.skip} href="#content">
        {t.skip}
      </a>
      <header className={styles.header}>
        <h1 className={styles.name}>
          <Logo />
          {t.name}
        </h1>
        <nav aria-label={t.nav} className={styles.nav}>
          {PAGES.map(({ href, name }) => (
            <Link
              key={href}
              href={href}
              className={styles.link}
              aria-current={path === href || path.startsWith(`${href}/`) ? 'page' : undefined}
            >
              {name[locale]}
            </Link>
          ))}
        </nav>
        <div className={styles.choices}>
          {tools}
          <Segmented
            legend={t.language}
            command="language"
            value={chosen}
            options={[
              { value: 'zh', label: <span lang="zh-CN">中文</span> },
              { value: 'en', label: <span lang="en">English</span> },
            ]}
            onChange={setLocale}
          />
          <ThemeChoice />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </>
  )
}

/** The logo: a message with two bubbles under it. */
function Logo() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#3a53d0" />
      <path
        d="M7 9.5A2.5 2.5 0 0 1 9.5 7h13A2.5 2.5 0 0 1 25 9.5v5a2.5 2.5 0 0 1-2.5 2.5H13l-4.2 3.4A.5.5 0 0 1 8 20v-3.1a2.5 2.5 0 0 1-1-2z"
        fill="#fff"
      />
      <rect x="11" y="21" width="6" height="4.5" rx="2.25" fill="#b9c4ff" />
      <rect x="18.5" y="21" width="6.5" height="4.5" rx="2.25" fill="#b9c4ff" />
    </svg>
  )
}

const THEMES = ['system', 'light', 'dark'] as const

/** Read by appearance.js too, before the first paint. */
export const storedTheme = storedValue({ key: 'theme', parse: oneOf(...THEMES), format: 'text' })

const themeTexts = defineTexts({
  en: { legend: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark' },
  zh: { legend: '主题', system: '跟随系统', light: '浅色', dark: '深色' },
})

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const

/** Light, dark, or as the system. */
function ThemeChoice() {
  const t = useTexts(themeTexts)
  const [theme, setTheme] = useStoredValue(storedTheme, 'system')
  const choose = (next: (typeof THEMES)[number]) => {
    setTheme(next)
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
  }
  return (
    <Segmented
      legend={t.legend}
      command="theme"
      value={theme}
      options={THEMES.map((value) => {
        const Icon = ICONS[value]
        return {
          value,
          label: (
            <span title={t[value]}>
              <Icon size={16} aria-hidden="true" />
              <span className="visually-hidden">{t[value]}</span>
            </span>
          ),
        }
      })}
      onChange={choose}
    />
  )
}
