import type { Refusal } from '#contract/refusal'
import { RefusedError } from '../../api-client/api.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { keyed } from '../../ui/keyed.ts'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { useNow } from '../../ui/use-time.ts'

const texts = defineTexts({
  en: {
    refused: 'Rejected by the console',
    silent: 'The console does not respond',
    silentWhy: 'Check that it is running, then try again.',
    left: (seconds: number) => `You can send again in ${seconds} s.`,
    now: 'You can send again now.',
  },
  zh: {
    refused: '控制台拒绝了请求',
    silent: '控制台没有响应',
    silentWhy: '请确认它正在运行，然后重试。',
    left: (seconds) => `${seconds} 秒后可再次发送。`,
    now: '现在可以再次发送。',
  },
})

/** Why a request to the console's server failed, with the server's message if there is one. */
export function RequestFailure({ error }: { error: unknown }) {
  const t = useTexts(texts)
  if (!(error instanceof RefusedError)) {
    return (
      <Callout tone="bad" title={t.silent}>
        <p>{t.silentWhy}</p>
      </Callout>
    )
  }
  const { message, issues } = error.refusal
  return (
    <Callout tone="bad" title={t.refused}>
      {issues.length === 0 ? <p>{message}</p> : null}
      <IssueLines issues={issues} />
    </Callout>
  )
}

/** A rejection by the console: its message and issues. */
export function RefusalLines({ refusal }: { refusal: Refusal }) {
  const { message, issues, resets_at } = refusal
  return (
    <>
      <p>{message}</p>
      {resets_at ? <RateLimitWait at={resets_at} /> : null}
      <IssueLines issues={issues} />
    </>
  )
}

function IssueLines({ issues }: Pick<Refusal, 'issues'>) {
  return keyed(issues).map(([key, issue]) => (
    <p key={key}>
      {issue.path ? (
        <code>
          <ExactText>{issue.path}</ExactText>
        </code>
      ) : null}{' '}
      {issue.message}
    </p>
  ))
}

/** The seconds until the rate limit resets, estimated by the local clock. */
function RateLimitWait({ at }: { at: string }) {
  const t = useTexts(texts)
  const seconds = Math.ceil((Date.parse(at) - useNow()) / 1000)
  return <p>{seconds > 0 ? t.left(seconds) : t.now}</p>
}
