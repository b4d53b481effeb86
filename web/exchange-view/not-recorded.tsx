import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Callout } from '../ui/callout/callout.tsx'

const texts = defineTexts({
  en: {
    title: 'Sent, not recorded',
    why: 'The call was made, but its end could not be written to the ledger. The console goes on trying; until it succeeds, only this page and the server’s memory know the answer below.',
  },
  zh: {
    title: '已发出，未记录',
    why: '调用已经发出，但结果没能写入账本。控制台会继续尝试写入；在写成之前，下面的结果只存在于本页和服务器的内存中。',
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
