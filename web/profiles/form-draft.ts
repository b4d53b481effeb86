import * as z from 'zod/mini'
import { APP_TYPES, ENVIRONMENTS, PROFILE_COLORS } from '#contract/profile'
import { RECEIVE_ID_TYPES } from '#contract/receive-id-types'
import { readStored, writeStored } from '../ui/storage.ts'
import type { FormValues } from './form-values.ts'

/** Everything that was typed but the secrets, which a browser must not keep. */
const draftSchema = z.object({
  name: z.string(),
  base_url: z.string(),
  app_id: z.string(),
  app_type: z.enum(APP_TYPES),
  color: z.enum(PROFILE_COLORS),
  environment: z.enum(ENVIRONMENTS),
  tenant_key: z.string(),
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string(),
})

const keyOf = (id: string | null) => `profile-draft:${id ?? 'new'}`

/** What was left unfinished in a form; `null` where nothing was. */
export function readDraft(id: string | null): FormValues | null {
  const text = readStored(keyOf(id))
  if (!text) return null
  try {
    return { ...draftSchema.parse(JSON.parse(text)), app_secret: '', app_ticket: '' }
  } catch {
    return null
  }
}

export function writeDraft(id: string | null, values: FormValues): void {
  writeStored(keyOf(id), JSON.stringify(draftSchema.parse(values)))
}

export function dropDraft(id: string | null): void {
  writeStored(keyOf(id), '')
}
