import type { Refusal } from '#contract/refusal'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { keyed } from '../../ui/keyed.ts'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { useNow } from '../../ui/use-time.ts'

const texts = defineTexts({
  en: {
    left: (seconds: number) => `You can send again in ${seconds} s.`,
    now: 'You can send again now.',
  },
  zh: {
    left: (seconds) => `${seconds} 秒后可再次发送。`,
    now: '现在可以再次发送。',
  },
})

/** The seconds until the rate limit resets, estimated by the local clock. */
function RateLimitWait({ at }: { at: string }) {
  const t = useTexts(texts)
  const seconds = Math.ceil((Date.parse(at) - useNow()) / 1000)
  return <p>{seconds > 0 ? t.left(seconds) : t.now}</p>
}

/** A rejection by the console: its message and issues. */
export function RefusalLines({ refusal }: { refusal: Refusal }) {
  const { message, issues, resets_at } = refusal
  return (
    <>
      <p>{message}</p>
      {resets_at ? <RateLimitWait at={resets_at} /> : null}
      {keyed(issues).map(([key, issue]) => (
        <p key={key}>
          {issue.path ? (
            <code>
              <ExactText>{issue.path}</ExactText>
            </code>
          ) : null}{' '}
          {issue.message}
        </p>
      ))}
    </>
  )
}
