import type { AppType, Brand } from '#contract/profile'
import { brandOf } from './base-urls.ts'

type Target = {
  base_url: string
  app_type: AppType
  brand?: Brand | undefined
  app_secret?: string | null | undefined
  app_ticket?: string | null | undefined
  tenant_key?: string | null | undefined
}

/** What the fields of a profile cannot say together: the field, and the key of what to do about it. */
export type Flaw = { path: string; key: (typeof FLAWS)[number] }
const FLAWS = [
  'profile_base_url',
  'profile_brand',
  'secret_beside_pasted',
  'only_of_store_apps',
] as const

/** Judges what a schema cannot, because it takes more than one field or the settings of the server. */
export function judgeTarget(target: Target, allowed: ReadonlySet<string>): Flaw[] {
  const { base_url, app_type, brand, app_secret, app_ticket, tenant_key } = target
  const flaws: Flaw[] = []
  if (!allowed.has(base_url)) flaws.push({ path: 'base_url', key: 'profile_base_url' })
  // An emulator may stand for either platform.
  else if (brand && brandOf(base_url) !== 'emulator' && brand !== brandOf(base_url)) {
    flaws.push({ path: 'brand', key: 'profile_brand' })
  }
  if (app_secret && app_type === 'pasted_token') {
    flaws.push({ path: 'app_secret', key: 'secret_beside_pasted' })
  }
  if (app_ticket && app_type !== 'store') {
    flaws.push({ path: 'app_ticket', key: 'only_of_store_apps' })
  }
  if (tenant_key && app_type !== 'store') {
    flaws.push({ path: 'tenant_key', key: 'only_of_store_apps' })
  }
  return flaws
}
