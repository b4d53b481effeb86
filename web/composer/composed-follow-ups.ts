import { type Draft, type DraftBody, draftBodySchema } from '#contract/draft'
import { toBody } from './composition.ts'

/** The bubbles that a draft stands for; `null` where its JSON is broken or holds more than bubbles. */
export function composedFollowUps({
  values,
  source,
  jsonText,
}: Draft): DraftBody['follow_ups'] | null {
  if (source === 'form') return toBody(values.follow_ups).follow_ups
  try {
    const body = draftBodySchema.safeParse(JSON.parse(jsonText))
    return body.success ? body.data.follow_ups : null
  } catch {
    return null
  }
}
