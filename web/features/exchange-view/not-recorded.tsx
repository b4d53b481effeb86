import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'

const texts = defineTexts({
  en: {
    title: 'Sent, not saved to History',
    why: 'The call was sent, but its result could not be saved. The console keeps trying. Until then, keep this page open.',
  },
  zh: {
    title: '已发送，未保存记录',
    why: '调用已发出，但结果尚未保存。控制台会继续尝试，在此之前请勿关闭本页。',
  },
})

/** Warns that the response is not stored on disk yet. */
export function NotRecorded() {
  const t = useTexts(texts)
  return (
    <Callout tone="warn" title={t.title}>
      <p>{t.why}</p>
    </Callout>
  )
}
