import { Link } from 'wouter'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Pane } from '../ui/layout.tsx'

const texts = defineTexts({
  en: { title: 'There is no such page', back: 'To the console' },
  zh: { title: '没有这个页面', back: '回到控制台' },
})

export function NotFoundPage() {
  const t = useTexts(texts)
  return (
    <Pane title={t.title}>
      <p>
        <Link href="/">{t.back}</Link>
      </p>
    </Pane>
  )
}
