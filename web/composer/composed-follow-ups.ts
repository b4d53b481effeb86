import { type Draft, type DraftBody, isDraftBody } from '#contract/draft'
import { toBody } from './composition.ts'

/** The bubbles that a draft stands for; `null` where its JSON is broken or holds more than bubbles. */
export function composedFollowUps({
  values,
  source,
  jsonText,
}: Draft): DraftBody['follow_ups'] | null {
  if (source === 'form') return toBody(values.follow_ups).follow_ups
  try {
    const body: unknown = JSON.parse(jsonText)
    return isDraftBody(body) ? body.follow_ups : null
  } catch {
    return null
  }
}
