import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useLocale } from '../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Segmented } from '../ui/segmented.tsx'
import { Mark } from './mark.tsx'
import styles from './shell.module.css'
import { ThemeChoice } from './theme-choice.tsx'

const texts = defineTexts({
  en: {
    name: 'Follow-up Console',
    skip: 'Skip to the content',
    nav: 'Pages',
    console: 'Console',
    support: 'Support',
    history: 'History',
    phone: 'Phone',
    profiles: 'Profiles',
    errorCodes: 'Error codes',
    language: 'Language of the console',
  },
  zh: {
    name: '跟随气泡控制台',
    skip: '跳到正文',
    nav: '页面',
    console: '控制台',
    support: '客服',
    history: '历史',
    phone: '手机',
    profiles: '应用配置',
    errorCodes: '错误码',
    language: '控制台的语言',
  },
})

/** What surrounds every page: name, pages, language and theme. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useTexts(texts)
  const { locale, setLocale } = useLocale()
  const [path] = useLocation()
  const pages = [
    { href: '/', label: t.console },
    { href: '/support', label: t.support },
    { href: '/history', label: t.history },
    { href: '/phone', label: t.phone },
    { href: '/profiles', label: t.profiles },
    { href: '/error-codes', label: t.errorCodes },
  ]
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
          {pages.map(({ href, label }) => (
            <Link
              key={href}
              href={href}
              className={styles.link}
              aria-current={path === href || path.startsWith(`${href}/`) ? 'page' : undefined}
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className={styles.choices}>
          <Segmented
            legend={t.language}
            value={locale}
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
