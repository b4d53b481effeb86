import { Link } from 'wouter'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Pane } from '../ui/layout.tsx'

const texts = defineTexts({
  en: { title: 'Page not found', back: 'Go to Compose' },
  zh: { title: '页面不存在', back: '前往“发送”页' },
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
