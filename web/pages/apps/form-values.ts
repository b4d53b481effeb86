import * as z from 'zod/mini'
import { RECEIVE_ID_TYPES, type ReceiveIdType } from '#contract/ids'
import {
  APP_TYPES,
  ENVIRONMENTS,
  PROFILE_COLORS,
  PROFILE_DEFAULTS,
  type Profile,
} from '#contract/profile'
import type { NewProfile } from '#contract/profile-change'
import { storedValue } from '../../browser/stored-value.ts'

/** The form's fields as typed. The two secrets are empty until they are entered. */
export type ProfileFormValues = Pick<
  Profile,
  'name' | 'base_url' | 'app_id' | 'app_type' | 'color' | 'environment'
> & {
  tenant_key: string
  receive_id_type: ReceiveIdType
  receive_id: string
  app_secret: string
  app_ticket: string
}

/** The fields of a stored profile, or of a new one. */
export function toFormValues(profile: Profile | null, base_url: string): ProfileFormValues {
  const { name, app_id, app_type, color, environment, tenant_key, test_recipient, ...rest } =
    profile ?? { ...PROFILE_DEFAULTS, name: '', app_id: '', base_url }
  return {
    name,
    base_url: rest.base_url,
    app_id,
    app_type,
    color,
    environment,
    tenant_key: tenant_key ?? '',
    receive_id_type: test_recipient?.receive_id_type ?? 'open_id',
    receive_id: test_recipient?.receive_id ?? '',
    app_secret: '',
    app_ticket: '',
  }
}

/** The body of the request; a secret that was not entered is left unchanged. */
export function toProfile(values: ProfileFormValues): NewProfile {
  const { app_secret, app_ticket, tenant_key, receive_id_type, receive_id, ...plain } = values
  const isStore = values.app_type === 'store'
  const recipient = receive_id.trim()
  return {
    ...plain,
    app_id: plain.app_id.trim(),
    test_recipient: recipient === '' ? null : { receive_id_type, receive_id: recipient },
    ...(values.app_type !== 'pasted_token' && app_secret !== '' && { app_secret }),
    ...(isStore && { tenant_key: tenant_key.trim() || null }),
    ...(isStore && app_ticket !== '' && { app_ticket }),
  }
}

/** Whether saving deletes the stored secrets, which belong to one app and one address. */
export function dropsSecrets(profile: Profile | null, values: ProfileFormValues): boolean {
  if (!profile) return false
  return profile.base_url !== values.base_url || profile.app_id !== values.app_id.trim()
}

/** What a draft keeps: every field but the secrets, which must not be stored in the browser. */
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

/** The fields of an unfinished form; `id` is null for a new profile. */
export const storedProfileDraft = (id: string | null) =>
  storedValue<ProfileFormValues>({
    key: `profile-draft.${id ?? 'new'}`,
    oldKey: `profile-draft:${id ?? 'new'}`,
    parse: (value) => {
      const draft = draftSchema.safeParse(value).data
      return draft ? { ...draft, app_secret: '', app_ticket: '' } : null
    },
    toStored: (values) => draftSchema.parse(values),
  })
