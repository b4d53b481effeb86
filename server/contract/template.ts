import * as z from 'zod/mini'
import type { DraftFollowUps } from './draft.ts'
import { draftBodySchema } from './follow-ups.ts'
import { countCharacters, TEMPLATE_LIMITS } from './limits.ts'
import { refusalSchema } from './refusal.ts'

const { name: NAME, note: NOTE } = TEMPLATE_LIMITS

/** The console searches and sorts by these texts, so they must be well-formed, unlike bubbles. */
const isSound = (text: string) => text.isWellFormed() && !text.includes('\0')

const name = z.string().check(
  z.trim(),
  z.refine((text) => text.length >= NAME.min, { error: 'template_name_empty' }),
  z.refine((text) => countCharacters(text) <= NAME.max, { error: 'template_name_too_long' }),
  z.refine(isSound, { error: 'template_text_unsound' }),
)
const note = z.string().check(
  z.refine((text) => countCharacters(text) <= NOTE.max, { error: 'template_note_too_long' }),
  z.refine(isSound, { error: 'template_text_unsound' }),
)
/** Not validated: a template may hold bubbles that the platform rejects, for tests. */
const follow_ups = draftBodySchema.shape.follow_ups

/** The first message, a text in each language; null if the template has bubbles only. */
const message = z.nullable(draftBodySchema.shape.follow_ups.def.element)

/** The body of a new template. */
export const newTemplateSchema = z.strictObject({
  name,
  note: z._default(note, ''),
  message: z.optional(message),
  follow_ups,
})

/** The body of a new version; without `message` the newest one is kept. */
export const newVersionSchema = z.strictObject({
  message: z.optional(message),
  follow_ups,
  /** The version that was edited: if it is no longer the newest, the response is `version_conflict`. */
  base_version: z.optional(z.int()),
})

/** A new name or note; an omitted field stays. */
export const templateChangeSchema = z.strictObject({
  name: z.optional(name),
  note: z.optional(note),
})

/** A template with its newest version. */
export const templateSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  note: z.string(),
  /** The newest version; versions count from 1. */
  version: z.int(),
  message,
  follow_ups,
  /** The names of its `{{variables}}`, in the order of the texts. */
  variables: z.array(z.string()),
  actor: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})

export const templateVersionSchema = z.object({
  version: z.int(),
  message,
  follow_ups,
  actor: z.string(),
  created_at: z.iso.datetime(),
})

/** A template with every version, newest first. */
export const templateSchema = z.extend(templateSummarySchema, {
  versions: z.array(templateVersionSchema),
})

/** Latest change first. */
export const templatesSchema = z.object({ templates: z.array(templateSummarySchema) })

/** The response of 409 to a new version: the template as another editor saved it. */
export const versionConflictSchema = z.extend(refusalSchema, { template: templateSchema })

/**
 * A file of templates for another console; versions oldest first. It has version 2 if a template has
 * a first message.
 */
export const templateFileSchema = z.strictObject({
  format: z.literal('follow-up-console.templates'),
  version: z.union([z.literal(1), z.literal(2)]),
  templates: z.array(
    z.strictObject({
      name,
      note: z._default(note, ''),
      versions: z
        .array(z.strictObject({ message: z.optional(message), follow_ups }))
        .check(z.minLength(1, { error: 'template_versions_empty' })),
    }),
  ),
})

/** The numbers of templates that an import created, gave new versions and left unchanged. */
export const templateImportSchema = z.object({
  created: z.int(),
  extended: z.int(),
  unchanged: z.int(),
})

/** The first message of a template. */
export type TemplateMessage = z.infer<typeof message>

/** Returns everything in a template that has texts: its first message, then its bubbles. */
export function templateTexts({
  message,
  follow_ups,
}: {
  message: TemplateMessage
  follow_ups: DraftFollowUps
}): DraftFollowUps {
  return message === null ? follow_ups : [message, ...follow_ups]
}

export type NewTemplate = z.infer<typeof newTemplateSchema>
export type NewVersion = z.infer<typeof newVersionSchema>
export type TemplateChange = z.infer<typeof templateChangeSchema>
export type TemplateSummary = z.infer<typeof templateSummarySchema>
export type Template = z.infer<typeof templateSchema>
export type TemplateVersion = z.infer<typeof templateVersionSchema>
export type TemplateFile = z.infer<typeof templateFileSchema>
export type TemplateImport = z.infer<typeof templateImportSchema>
