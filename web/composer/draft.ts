import * as z from 'zod/mini'
import { readStored, writeStored } from '../ui/storage.ts'
import { emptyFollowUp, type Values } from './composition.ts'

const STORED = 'follow-up-console.draft.1'

const draftSchema = z.object({
  values: z.object({
    message_id: z.string(),
    follow_ups: z.array(
      z.object({
        content: z.string(),
        i18n_contents: z.array(z.object({ content: z.string(), language: z.string() })),
      }),
    ),
  }),
  view: z.enum(['form', 'json']),
  source: z.enum(['form', 'json']),
  jsonText: z.string(),
})

/** All that was typed in the composer; what a reload must bring back. */
export type Draft = z.infer<typeof draftSchema>

export function emptyDraft(): Draft {
  const values: Values = { message_id: '', follow_ups: [emptyFollowUp()] }
  return { values, view: 'form', source: 'form', jsonText: '' }
}

/** The stored draft; a damaged or foreign one counts as none. */
export function readDraft(): Draft {
  const stored = readStored(STORED)
  if (stored === null) return emptyDraft()
  return parseDraft(stored) ?? emptyDraft()
}

export function parseDraft(text: string): Draft | null {
  try {
    const draft = draftSchema.safeParse(JSON.parse(text))
    return draft.success ? draft.data : null
  } catch {
    return null
  }
}

export function writeDraft(draft: Draft): void {
  writeStored(STORED, JSON.stringify(draft))
}
