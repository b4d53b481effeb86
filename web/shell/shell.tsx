import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useLocale } from '../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Segmented } from '../ui/segmented.tsx'
import { Mark } from './mark.tsx'
import { PAGES } from './pages.ts'
import styles from './shell.module.css'
import { ThemeChoice } from './theme-choice.tsx'

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
  /** Stands before the choices of language and theme. */
  tools: ReactNode
  children: ReactNode
}

/** What surrounds every page: name, pages, language and theme. */
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
          <Mark />
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
