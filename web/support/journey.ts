import * as z from 'zod/mini'
import { recipientSchema } from '#contract/recipient'
import { templateSummarySchema } from '#contract/template'

export const STEPS = ['what', 'who', 'check'] as const
export type Step = (typeof STEPS)[number]

/** What is offered: a template as it was when it was chosen, or an example. */
export const offerSchema = z.object({
  key: z.string(),
  name: z.string(),
  note: z.string(),
  follow_ups: templateSummarySchema.shape.follow_ups,
})
export type Offer = z.infer<typeof offerSchema>

export const journeySchema = z.object({
  offer: z.nullable(offerSchema),
  /** What was filled in, by the name of the variable; kept when another template is chosen. */
  values: z.record(z.string(), z.string()),
  who: z.nullable(recipientSchema),
  /** The message that is to take the bubbles; `null` for a new one. */
  under: z.nullable(z.object({ message_id: z.string(), text: z.nullable(z.string()) })),
  text: z.string(),
})

/** What was chosen and filled in so far. */
export type Journey = z.infer<typeof journeySchema>

export const NOTHING: Journey = { offer: null, values: {}, who: null, under: null, text: '' }

/** The step asked for, or the first one before it that is not answered yet. */
export function stepOf(asked: string | null, { offer, who }: Journey): Step {
  const wanted = STEPS.find((step) => step === asked) ?? 'what'
  if (wanted !== 'what' && !offer) return 'what'
  if (wanted === 'check' && !who) return 'who'
  return wanted
}
