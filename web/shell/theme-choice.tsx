import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Segmented } from '../ui/segmented.tsx'
import { readStored, writeStored } from '../ui/storage.ts'

const STORED = 'follow-up-console.theme'
type Theme = 'system' | 'light' | 'dark'

const texts = defineTexts({
  en: { legend: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark' },
  zh: { legend: '主题', system: '跟随系统', light: '浅色', dark: '深色' },
})

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const

function storedTheme(): Theme {
  const stored = readStored(STORED)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** Light, dark, or as the system; `appearance.js` applies the choice before the next first paint. */
export function ThemeChoice() {
  const t = useTexts(texts)
  const [theme, setTheme] = useState(storedTheme)
  const choose = (next: Theme) => {
    setTheme(next)
    writeStored(STORED, next)
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
  }
  return (
    <Segmented
      legend={t.legend}
      command="theme"
      value={theme}
      options={(['system', 'light', 'dark'] as const).map((value) => {
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
