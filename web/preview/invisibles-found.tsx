import { lazy, memo, Suspense } from 'react'
import { invisiblePlaces } from './invisible-places.ts'
import type { PreviewFollowUp } from './preview-follow-up.ts'

const InvisibleNotes = lazy(async () => ({
  default: (await import('./invisible-notes.tsx')).InvisibleNotes,
}))

type Props = {
  followUps: readonly PreviewFollowUp[]
  bot: { botName: string; text: string } | null
}

/** Looks for what nobody can see in the texts; what there is to say of it is loaded when there is some. */
export const InvisiblesFound = memo(function InvisiblesFound({ followUps, bot }: Props) {
  const places = invisiblePlaces(followUps, bot)
  if (places.length === 0) return null
  return (
    <Suspense>
      <InvisibleNotes places={places} />
    </Suspense>
  )
})
