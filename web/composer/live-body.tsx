import { type ReactNode, useMemo } from 'react'
import type { DraftBody } from '#contract/draft'
import { readFollowUps } from './composition.ts'
import { useBody } from './use-body.ts'

type Props = { children: (followUps: DraftBody['follow_ups']) => ReactNode }

/** Hands the bubbles typed so far to a part that shows them; only that part follows every key. */
export function LiveBody({ children }: Props) {
  const body = useBody()
  const followUps = useMemo(() => (body.ok ? readFollowUps(body.value) : []), [body])
  return children(followUps)
}
