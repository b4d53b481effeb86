import { useCallback, useEffect, useState } from 'react'
import { useSearchParams } from 'wouter'
import { type Journey, journeySchema, NOTHING, type Step, stepOf } from './journey.ts'

const KEY = 'follow-up-console.support'

/**
 * The answers given so far, and the step that the address names (`?step=`): the browser's own way
 * back works, and neither it nor a reload of this tab loses anything.
 */
export function useJourney(profile: string) {
  const [search, setSearch] = useSearchParams()
  const [journey, setJourney] = useState(() => read(profile))
  useEffect(() => write(profile, journey), [profile, journey])

  const change = useCallback(
    (part: Partial<Journey>) => setJourney((before) => ({ ...before, ...part })),
    [],
  )
  const go = useCallback(
    (step: Step) =>
      setSearch((before) => {
        const next = new URLSearchParams(before)
        next.set('step', step)
        return next
      }),
    [setSearch],
  )
  return { journey, change, step: stepOf(search.get('step'), journey), go }
}

function read(profile: string): Journey {
  try {
    const text = sessionStorage.getItem(`${KEY}.${profile}`)
    const journey = journeySchema.safeParse(JSON.parse(text ?? 'null'))
    return journey.success ? journey.data : NOTHING
  } catch {
    return NOTHING
  }
}

function write(profile: string, journey: Journey): void {
  try {
    sessionStorage.setItem(`${KEY}.${profile}`, JSON.stringify(journey))
  } catch {
    // Full or closed storage must never break the way.
  }
}
