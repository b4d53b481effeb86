import * as z from 'zod/mini'
import { createMessageSchema } from '#contract/create-message'
import { type NewDelivery, newDeliverySchema } from '#contract/deliveries/delivery'
import type { DraftFollowUps } from '#contract/draft'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { isLanguage, type Language } from '#contract/languages'
import { recipientSchema } from '#contract/recipients'
import { type TemplateSummary, templateSummarySchema } from '#contract/template'
import { fillVariables, findVariables, readValue } from '#contract/template-variables'
import { storedValue } from '../../browser/stored-value.ts'

/** The longest label that the console stores, in UTF-16 units. */
const LABEL_MAX = 256

const offerSchema = z.object({
  /** The id of a template, or of an example. */
  key: z.string(),
  name: z.string(),
  note: z.string(),
  /** Null for an example, which is not on the server. */
  version: z.nullable(z.int()),
  message: templateSummarySchema.shape.message,
  follow_ups: templateSummarySchema.shape.follow_ups,
})
/** What is offered: a copy of a template as it was chosen, or an example. */
export type Offer = z.infer<typeof offerSchema>

const personSchema = z.extend(recipientSchema, {
  /** The email or mobile number by which the person was found. */
  label: z.nullable(z.string()),
})
/** A chosen recipient. */
export type Person = z.infer<typeof personSchema>

const pressSchema = z.object({
  /** The `Idempotency-Key`: whatever repeats this press sends nothing twice. */
  key: z.string(),
  body: newDeliverySchema,
  at_ms: z.number(),
  /** Whether a request is under way or ended without a response, so that it may have been sent. */
  open: z.boolean(),
  /** The delivery, once the console has reported it. */
  delivery: z.nullable(z.string()),
})
/** One press of Send, stored before its first request. */
export type Press = z.infer<typeof pressSchema>

const formSchema = z.object({
  offer: z.nullable(offerSchema),
  /** By the name of the variable. */
  values: z.record(z.string(), z.string()),
  /** The variables whose values stay for the next person. */
  locked: z.array(z.string()),
  who: z.nullable(personSchema),
  /** The message that gets the bubbles; null for a new message. */
  under: z.nullable(z.object({ message_id: z.string(), text: z.nullable(z.string()) })),
  /** The first message as typed; null for the text of the template. */
  text: z.nullable(z.string()),
  textLocked: z.boolean(),
  /** The chosen language of the first message; null if it follows the person. */
  language: z.nullable(z.string()),
  press: z.nullable(pressSchema),
})
/** What was chosen and typed for one person, and the press of Send. */
export type SupportForm = z.infer<typeof formSchema>

export const EMPTY_FORM: SupportForm = {
  offer: null,
  values: {},
  locked: [],
  who: null,
  under: null,
  text: null,
  textLocked: false,
  language: null,
  press: null,
}

/** The form of a profile, stored in this tab: a reload and Back continue the same delivery. */
export const storedForm = (profile: string) =>
  storedValue({
    key: `support.${profile}`,
    parse: (value) => formSchema.safeParse(value).data ?? null,
    storage: 'session',
  })

/** Keeps the template and what is locked, and forgets the person and everything typed for them. */
export function nextPerson(form: SupportForm): SupportForm {
  const kept = form.locked.flatMap((name) => {
    const value = readValue(form.values, name)
    return value === '' ? [] : [[name, value]]
  })
  return {
    ...EMPTY_FORM,
    offer: form.offer,
    values: Object.fromEntries(kept),
    locked: form.locked,
    text: form.textLocked ? form.text : null,
    textLocked: form.textLocked,
  }
}

/** What changes with the person: the message and the language belong to the former one. */
export function withPerson(who: Person | null) {
  return { who, under: null, language: null } satisfies Partial<SupportForm>
}

export function offerOf(template: TemplateSummary): Offer {
  const { id, name, note, version, message, follow_ups } = template
  return { key: id, name, note, version, message, follow_ups }
}

/** The variables of the bubbles, and of the first message unless another text was typed. */
export function variablesOf({ offer, text, under }: SupportForm): string[] {
  if (!offer) return []
  const first = offer.message && text === null && under === null ? [offer.message] : []
  return findVariables([...first, ...offer.follow_ups])
}

/** The languages in which the first message is written, apart from its default text. */
export function messageLanguages(offer: Offer | null): Language[] {
  const languages = offer?.message?.i18n_contents?.map(({ language }) => language) ?? []
  return [...new Set(languages)].filter(isLanguage)
}

/** The language of the first message: as chosen, else the person's, else null for the default text. */
export function messageLanguage(
  { offer, language }: SupportForm,
  own: Language | null,
): Language | null {
  const written = messageLanguages(offer)
  const wanted = language === null ? own : language
  return written.find((one) => one === wanted) ?? null
}

type Filled = { text: string; followUps: DraftFollowUps }

/** What is sent, with the values so far; `gap` stands for a missing value. */
export function fillForm(
  form: SupportForm,
  { own, fallback }: { own: Language | null; fallback: string },
  gap?: (name: string) => string,
): Filled {
  const { offer, values } = form
  const language = messageLanguage(form, own)
  const row = offer?.message?.i18n_contents?.find((one) => one.language === language)
  const template = row?.content ?? offer?.message?.content ?? fallback
  const names = variablesOf(form)
  const given = Object.fromEntries(
    names.map((name) => [name, readValue(values, name) || (gap?.(name) ?? '')]),
  )
  const [first] = fillVariables([{ content: template }], given)
  return {
    text: form.text ?? first?.content ?? '',
    followUps: fillVariables(offer?.follow_ups ?? [], given),
  }
}

/** Why a form cannot be sent yet, in the order of its fields. */
export type Problem =
  | { at: 'template' | 'person' | 'texts' | 'message' }
  | { at: 'value'; name: string }

/** The first problem of a form; null if it can be sent. */
export function findProblem(form: SupportForm, { text, followUps }: Filled): Problem | null {
  if (!form.offer) return { at: 'template' }
  if (!form.who) return { at: 'person' }
  const missing = variablesOf(form).find((name) => readValue(form.values, name).trim() === '')
  if (missing !== undefined) return { at: 'value', name: missing }
  const { receive_id_type, receive_id } = form.who
  const message = createMessageSchema.safeParse({ receive_id_type, receive_id, text })
  if (form.under === null && (!message.success || findVariables([{ content: text }]).length > 0)) {
    return { at: 'message' }
  }
  const valid = pushFollowUpBodySchema.safeParse({ follow_ups: followUps }).success
  return valid ? null : { at: 'texts' }
}

/** The body of `POST /api/deliveries`: exactly the texts that are shown. */
export function deliveryOf(
  form: SupportForm,
  profile: string,
  { text, followUps }: Filled,
  confirmed: boolean,
): NewDelivery | null {
  const { offer, who, under } = form
  if (!offer || !who) return null
  const { receive_id_type, receive_id, name, label } = who
  const names = variablesOf(form)
  const body = newDeliverySchema.safeParse({
    profile,
    recipient: { receive_id_type, receive_id, label: labelOf({ name, label }) },
    ...(offer.version !== null && {
      template: {
        id: offer.key,
        version: offer.version,
        values: Object.fromEntries(names.map((one) => [one, readValue(form.values, one)])),
      },
    }),
    ...(under ? { message_id: under.message_id } : { message: { text } }),
    follow_ups: followUps,
    confirm_recent: confirmed,
  })
  return body.data ?? null
}

/** What History shows of a person: the name, and the email or mobile number that found them. */
function labelOf({ name, label }: Pick<Person, 'name' | 'label'>): string | null {
  const both = name !== null && label !== null && name !== label
  const whole = both ? `${name} (${label})` : (name ?? label)
  return whole?.slice(0, LABEL_MAX) ?? null
}

/** What a person is called on the page. */
export function callPerson({
  name,
  label,
  receive_id,
}: Pick<Person, 'name' | 'label' | 'receive_id'>): string {
  return name ?? label ?? receive_id
}
