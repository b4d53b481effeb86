import { PROFILE_DEFAULTS, type Profile } from '#contract/profile'
import type { NewProfile } from '#contract/profile-change'
import type { ReceiveIdType } from '#contract/receive-id-types'

/** What the form holds, all as it is typed. The two secrets are empty until somebody enters them. */
export type FormValues = Pick<
  Profile,
  'name' | 'base_url' | 'app_id' | 'app_type' | 'color' | 'environment'
> & {
  tenant_key: string
  receive_id_type: ReceiveIdType
  receive_id: string
  app_secret: string
  app_ticket: string
}

/** The form of a profile as it is kept, or of a new one. */
export function valuesOf(profile: Profile | null, base_url: string): FormValues {
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

/** What is asked of the server; a secret that nobody entered stays as it is. */
export function toProfile(values: FormValues): NewProfile {
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

/** Whether saving these drops the secrets that the server has: they are for one app on one upstream. */
export function movesAway(profile: Profile | null, values: FormValues): boolean {
  if (!profile) return false
  return profile.base_url !== values.base_url || profile.app_id !== values.app_id.trim()
}
