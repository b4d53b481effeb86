import { type ReactNode, useMemo } from 'react'
import type { DraftBody } from '#contract/draft'
import { readFollowUps } from './composition.ts'
import { useBody } from './use-body.ts'

type Props = { children: (followUps: DraftBody['follow_ups']) => ReactNode }

/** Passes the current bubbles to its children, so that only they render at every key. */
export function LiveBody({ children }: Props) {
  const body = useBody()
  const followUps = useMemo(() => (body.ok ? readFollowUps(body.value) : []), [body])
  return children(followUps)
}
