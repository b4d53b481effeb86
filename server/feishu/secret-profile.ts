import { type Profile, profileSchema } from '#contract/profile'

/** What a profile gets its tenant_access_token with; null if missing or removed. */
export type Credential =
  | { kind: 'custom'; app_secret: string | null }
  | {
      kind: 'store'
      app_secret: string | null
      app_ticket: string | null
      tenant_key: string | null
    }
  /** A token pasted for one browser session; `expired` if there was one. */
  | { kind: 'pasted_token'; tenant_access_token: string | null; expired: boolean }

/** A profile with its credential. It never leaves the server. */
export type SecretProfile = Profile & { credential: Credential }

/** Returns the profile for the browser: only fields of the contract, so that no secret slips through. */
export function publicProfile(profile: SecretProfile): Profile {
  return profileSchema.parse(profile)
}

/** Returns the secrets of a credential, which must never be shown or stored. */
export function secretsOf(credential: Credential): string[] {
  const secrets =
    credential.kind === 'pasted_token'
      ? [credential.tenant_access_token]
      : [credential.app_secret, credential.kind === 'store' ? credential.app_ticket : null]
  return secrets.filter((secret) => secret !== null)
}
