import type { Refusal } from '#contract/refusal'
import { ExactText } from '../ui/exact-text.tsx'
import { RoomAgain } from './room-again.tsx'

/** The console's own no, in its words: what to mend where, or why nothing was sent. */
export function RefusalLines({ refusal }: { refusal: Refusal }) {
  const { message, issues, resets_at } = refusal
  return (
    <>
      <p>{message}</p>
      {resets_at ? <RoomAgain at={resets_at} /> : null}
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
