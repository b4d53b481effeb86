import { ChevronDown, Contrast, Menu } from 'lucide-react'
import { type MouseEvent, type ReactNode, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { PAGES } from '#contract/pages'
import { ASKS_TO_SIGN_IN, may } from '../api-client/rights.ts'
import { oneOf, storedValue, useStoredValue } from '../browser/stored-value.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { lazyComponent } from '../ui/lazy-component.tsx'
import styles from './shell.module.css'

const texts = defineTexts({
  en: {
    name: 'Follow-up Console',
    skip: 'Skip to content',
    menu: 'Menu',
    nav: 'Pages',
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
  },
  zh: {
    name: '跟随气泡控制台',
    skip: '跳到正文',
    menu: '菜单',
    nav: '页面',
    language: '界面语言',
    theme: '主题',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  },
})

const PersonMenu = lazyComponent(() => import('./person-menu.tsx'), 'PersonMenu')

const MENU_ID = 'site-menu'

type Props = {
  /** Stays in the header at every width. */
  tools: ReactNode
  children: ReactNode
}

/** The frame of every page: name, navigation, language and theme in one line; on a narrow screen in a menu. */
export function Shell({ tools, children }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const [path] = useLocation()
  const menu = useRef<HTMLDivElement>(null)
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it goes to a place in the page, which a script finds */}
      <a className={styles.skip} href="#content" onClick={skipToContent}>
        {t.skip}
      </a>
      <header className={styles.header}>
        <h1 className={styles.name}>
          <Logo />
          {t.name}
        </h1>
        <div className={styles.tools}>
          {tools}
          <button
            type="button"
            className={styles.menuButton}
            popoverTarget={MENU_ID}
            aria-label={t.menu}
            title={t.menu}
          >
            <Menu size={20} aria-hidden="true" />
          </button>
        </div>
        {/* A popover on a narrow screen only; on a wide one the styles show it in the line. */}
        <div ref={menu} id={MENU_ID} popover="auto" className={styles.menu}>
          <nav aria-label={t.nav} className={styles.nav}>
            {PAGES.filter(isShown).map(({ href, name }) => (
              <Link
                key={href}
                href={href}
                className={styles.link}
                aria-current={path === href || path.startsWith(`${href}/`) ? 'page' : undefined}
                onClick={() => menu.current?.hidePopover()}
              >
                {name[locale]}
              </Link>
            ))}
          </nav>
          <div className={styles.choices}>
            <LanguageChoice />
            <ThemeChoice />
            {ASKS_TO_SIGN_IN ? <PersonMenu /> : null}
          </div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={styles.main}
        data-page={path.split('/')[1] || 'compose'}
      >
        {children}
      </main>
    </>
  )
}

/** Without sign-in there is no team. */
export function isShown({ ofTeam }: (typeof PAGES)[number]): boolean {
  return !ofTeam || (ASKS_TO_SIGN_IN && may.everywhere('admin'))
}

/** Focuses the first text of the page, or its content. The address keeps its `#`, which may name something. */
function skipToContent(event: MouseEvent): void {
  event.preventDefault()
  const texts = document.querySelectorAll<HTMLElement>('main [data-first-text]')
  const visible = [...texts].find((one) => one.checkVisibility())
  const target = visible ?? document.getElementById('content')
  target?.focus()
}

/** The logo: a message with two bubbles under it. */
function Logo() {
  return (
    <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
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

type ChoiceProps<V extends string> = {
  label: string
  /** Shown instead of the native select on a wide screen. */
  face: ReactNode
  /** The prefix of each option's name in the command palette. */
  command: string
  value: V
  options: readonly { value: V; name: string; lang?: string }[]
  onChange: (value: V) => void
}

/** A native select: in the header it lies, transparent, over a compact face; in the menu it shows itself. */
function Choice<V extends string>(props: ChoiceProps<V>) {
  const { label, face, command, value, options, onChange } = props
  return (
    <label className={styles.choice} title={label}>
      <span className={styles.choiceLabel}>{label}</span>
      <span className={styles.face} aria-hidden="true">
        {face}
      </span>
      <select
        className={styles.select}
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            lang={option.lang}
            data-command={`${command}-${option.value}`}
          >
            {option.name}
          </option>
        ))}
      </select>
    </label>
  )
}

const LANGUAGES = [
  { value: 'en', name: 'English', lang: 'en' },
  { value: 'zh', name: '中文', lang: 'zh-CN' },
] as const

export function LanguageChoice() {
  const t = useTexts(texts)
  const { chosen, setLocale } = useLocale()
  return (
    <Choice
      label={t.language}
      face={
        <>
          {chosen === 'zh' ? '中文' : 'EN'}
          <ChevronDown size={14} />
        </>
      }
      command="language"
      value={chosen}
      options={LANGUAGES}
      onChange={setLocale}
    />
  )
}

const THEMES = ['system', 'light', 'dark'] as const

/** Read by appearance.js too, before the first paint. */
export const storedTheme = storedValue({ key: 'theme', parse: oneOf(...THEMES), format: 'text' })

/** Light, dark, or that of the system. */
export function ThemeChoice() {
  const t = useTexts(texts)
  const [theme, setTheme] = useStoredValue(storedTheme, 'system')
  return (
    <Choice
      label={t.theme}
      face={<Contrast size={16} />}
      command="theme"
      value={theme}
      options={THEMES.map((value) => ({ value, name: t.themes[value] }))}
      onChange={(next) => {
        setTheme(next)
        if (next === 'system') delete document.documentElement.dataset.theme
        else document.documentElement.dataset.theme = next
      }}
    />
  )
}
