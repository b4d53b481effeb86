import type { Refusal } from '#contract/refusal'
import { ExactText } from '../ui/text/exact-text.tsx'
import { RateLimitWait } from './rate-limit-wait.tsx'

/** A rejection by the console: its message and issues. */
export function RefusalLines({ refusal }: { refusal: Refusal }) {
  const { message, issues, resets_at } = refusal
  return (
    <>
      <p>{message}</p>
      {resets_at ? <RateLimitWait at={resets_at} /> : null}
      {issues.map((issue) => (
        <p key={`${issue.path} ${issue.message}`}>
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
