import { useCallback, useEffect, useState, useTransition } from 'react'
import { isDraftBody } from '#contract/draft'
import { findFlaws } from '#contract/follow-up-flaws'
import { followUpMend } from '#contract/follow-up-mends'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import { useComposition } from './composition-context.tsx'
import type { judgeBody } from './judge-body.ts'

/** What is wrong with a body; `null` for as long as what judges it is being loaded. */
type Judge = (value: object, locale: Locale) => Issue[] | null

/**
 * Judges what would be sent. What the form can show is judged on the spot; any other JSON, which
 * only the JSON view can hold, by the schema, and that is loaded with the first JSON.
 */
export function useJudge(): Judge {
  const { source } = useComposition()
  const [judgeAny, setJudgeAny] = useState<typeof judgeBody | null>(null)
  // A transition, so that the page says it where the judge cannot be loaded.
  const [, startLoading] = useTransition()
  useEffect(() => {
    if (source === 'form') return
    startLoading(async () => {
      const { judgeBody } = await import('./judge-body.ts')
      setJudgeAny(() => judgeBody)
    })
  }, [source])
  return useCallback(
    (value, locale) => {
      if (!isDraftBody(value)) return judgeAny?.(value, locale) ?? null
      const flaws = findFlaws(value.follow_ups)
      return flaws.map(({ path, key }) => ({ path, message: followUpMend(key, locale) }))
    },
    [judgeAny],
  )
}
