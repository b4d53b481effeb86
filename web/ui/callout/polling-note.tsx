import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Callout } from './callout.tsx'

const texts = defineTexts({
  en: {
    title: 'Live updates do not arrive',
    why: 'Something between this page and the console holds them back, such as a proxy that buffers. The page reads every 5 s instead.',
  },
  zh: {
    title: '无法实时更新',
    why: '页面与控制台之间有环节（例如有缓冲的代理）阻止了实时更新，页面改为每 5 秒读取一次。',
  },
})

/** Says that the page reads regularly because no stream arrives. */
export function PollingNote({ link }: { link: string }) {
  const t = useTexts(texts)
  if (link !== 'polling') return null
  return (
    <Callout tone="warn" title={t.title}>
      <p>{t.why}</p>
    </Callout>
  )
}
