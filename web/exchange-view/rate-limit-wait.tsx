import { defineTexts, useTexts } from '../i18n/texts.ts'
import { useNow } from '../ui/use-time.ts'

const texts = defineTexts({
  en: {
    left: (seconds: number) => `There is room again in ${seconds} s.`,
    now: 'There is room again.',
  },
  zh: {
    left: (seconds) => `${seconds} 秒后可以再发。`,
    now: '现在可以再发了。',
  },
})

/** The seconds until the rate limit resets, estimated by the local clock. */
export function RateLimitWait({ at }: { at: string }) {
  const t = useTexts(texts)
  const seconds = Math.ceil((Date.parse(at) - useNow()) / 1000)
  return <p>{seconds > 0 ? t.left(seconds) : t.now}</p>
}
