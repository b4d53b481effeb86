import type { Profile } from '#contract/profile'

/** A profile as only the server knows it. It never crosses the console's own API. */
export type SecretProfile = Profile & { app_secret: string }

/** What the browser may know, named field by field so that a new secret cannot slip through. */
export function publicProfile(profile: SecretProfile): Profile {
  return {
    id: profile.id,
    name: profile.name,
    brand: profile.brand,
    base_url: profile.base_url,
    app_id: profile.app_id,
    default: profile.default,
  }
}
