import { useCallback, useEffect, useState } from 'react'
import { useSearchParams } from 'wouter'
import * as z from 'zod/mini'
import type { DraftFollowUps } from '#contract/draft'
import type { EmulatorState } from '#contract/emulator/state'
import type { Language } from '#contract/languages'
import type { Locale } from '#contract/locale'
import { type Recipient, recipientSchema } from '#contract/recipients'
import { templateSummarySchema } from '#contract/template'
import { storedValue } from '../browser/stored-value.ts'

export const STEPS = ['what', 'who', 'check'] as const
export type FlowStep = (typeof STEPS)[number]

/** The chosen prompt: a copy of a template, or an example. */
export const offerSchema = z.object({
  key: z.string(),
  name: z.string(),
  note: z.string(),
  follow_ups: templateSummarySchema.shape.follow_ups,
})
export type Offer = z.infer<typeof offerSchema>

const flowStateSchema = z.object({
  offer: z.nullable(offerSchema),
  /** The values by the name of the variable; kept when another template is chosen. */
  values: z.record(z.string(), z.string()),
  who: z.nullable(recipientSchema),
  /** The message to add the bubbles to; null for a new message. */
  under: z.nullable(z.object({ message_id: z.string(), text: z.nullable(z.string()) })),
  text: z.string(),
})

/** What was chosen and filled in so far. */
export type FlowState = z.infer<typeof flowStateSchema>

export const EMPTY_FLOW: FlowState = { offer: null, values: {}, who: null, under: null, text: '' }

/** The requested step, or the first incomplete one before it. */
export function reachableStep(requested: string | null, { offer, who }: FlowState): FlowStep {
  const wanted = STEPS.find((step) => step === requested) ?? 'what'
  if (wanted !== 'what' && !offer) return 'what'
  if (wanted === 'check' && !who) return 'who'
  return wanted
}

/** What the support page uses from other features. */
export type SupportDependencies = {
  /** The console's example templates. */
  examples: (locale: Locale) => Offer[]
  /** The text of a bubble for a user of this language. */
  textFor: (followUp: DraftFollowUps[number], language: Language) => string
  /** The emulator's users as recipients. */
  people: (emulator: EmulatorState, app_id: string) => Recipient[]
}

/** The state of the flow for a profile, stored in this tab. */
export const storedFlow = (profile: string) =>
  storedValue({
    key: `support.${profile}`,
    parse: (value) => flowStateSchema.safeParse(value).data ?? null,
    storage: 'session',
  })

/** The state of the flow, and the step in the URL (`?step=`), so that Back works and a reload of the tab keeps both. */
export function useFlow(profile: string) {
  const [search, setSearch] = useSearchParams()
  const [flow, setFlow] = useState(() => storedFlow(profile).read() ?? EMPTY_FLOW)
  useEffect(() => void storedFlow(profile).write(flow), [profile, flow])

  const change = useCallback(
    (part: Partial<FlowState>) => setFlow((before) => ({ ...before, ...part })),
    [],
  )
  const go = useCallback(
    (step: FlowStep) =>
      setSearch((before) => {
        const next = new URLSearchParams(before)
        next.set('step', step)
        return next
      }),
    [setSearch],
  )
  return { flow, change, step: reachableStep(search.get('step'), flow), go }
}
