import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Owner } from './recipients.ts'

/** Whose recipients a profile sees. */
export function ownerOf({ id, base_url }: Pick<SecretProfile, 'id' | 'base_url'>): Owner {
  return { profile: id, base_url: new URL(base_url).origin }
}
