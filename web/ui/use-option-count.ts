import { useEffect } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { useAnnounce } from './announcer.tsx'

const texts = defineTexts({
  en: { count: (n: number) => (n === 1 ? '1 suggestion' : `${n} suggestions`) },
  zh: { count: (n) => `${n} 条建议` },
})

const REST_MS = 700

/** Says how many options a list has, once it rests; `null` while there is no list. */
export function useOptionCount(count: number | null): void {
  const t = useTexts(texts)
  const announce = useAnnounce()
  useEffect(() => {
    if (count === null) return
    const timer = setTimeout(() => announce(t.count(count)), REST_MS)
    return () => clearTimeout(timer)
  }, [count, announce, t])
}
