import { type Profile, profileSchema } from '#contract/profile'

/** What a profile gets its tenant_access_token with; `null` where that is not there (any more). */
export type Credential =
  | { kind: 'custom'; app_secret: string | null }
  | {
      kind: 'store'
      app_secret: string | null
      app_ticket: string | null
      tenant_key: string | null
    }
  /** A token that somebody pasted for one browser session; `expired` where there was one. */
  | { kind: 'pasted_token'; tenant_access_token: string | null; expired: boolean }

/** A profile as only the server knows it. It never crosses the console's own API. */
export type SecretProfile = Profile & { credential: Credential }

/** What the browser may know: only what the contract names, so that a new secret cannot slip through. */
export function publicProfile(profile: SecretProfile): Profile {
  return profileSchema.parse(profile)
}

/** What must never be shown or written down of a credential. */
export function secretsOf(credential: Credential): string[] {
  const secrets =
    credential.kind === 'pasted_token'
      ? [credential.tenant_access_token]
      : [credential.app_secret, credential.kind === 'store' ? credential.app_ticket : null]
  return secrets.filter((secret) => secret !== null)
}
