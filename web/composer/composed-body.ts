import type { Draft, DraftBody } from '#contract/draft'
import { toBody } from './composition.ts'

/** The body that a draft stands for: its value, or the JSON text where that holds it, broken or not. */
export function composedBody({ values, source, jsonText }: Draft): DraftBody | string {
  return source === 'form' ? toBody(values.follow_ups) : jsonText
}
