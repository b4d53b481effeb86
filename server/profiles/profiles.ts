import type { Bilingual } from '#contract/locale'
import type { ProfileList as ListedProfiles, Profile } from '#contract/profile'
import type { NewProfile, PasteToken, ProfileChange } from '#contract/profile-change'
import type { SecretProfile } from '../feishu/secret-profile.ts'

/** An invalid field of a profile; `key` names the message of the contract that says what to do. */
export type ProfileIssue = {
  path: string
  key: 'profile_base_url' | 'profile_brand' | 'secret_beside_pasted' | 'only_of_store_apps'
}

/** Why a profile was not changed. */
export type ProfileRejection =
  | { rejected: 'unknown' }
  /** It comes from the environment and can only be changed there. */
  | { rejected: 'read_only' }
  | { rejected: 'full' }
  /** There is no key to encrypt the secret in field `path` with. */
  | { rejected: 'no_key'; path: string }
  | { rejected: 'invalid'; issues: ProfileIssue[] }

/**
 * The apps that this console can send as: those of the environment and those added in the page.
 * `session` is the browser session, which may have a pasted token for a profile. Every method may
 * throw {@link StorageError}.
 */
export type ProfileStore = {
  /** Returns the public part of all profiles: the environment's first, then by name. */
  list(session: string | null): Promise<ListedProfiles>
  /** Returns a profile, by default the default one; null if there is none. */
  find(id: string | undefined, session: string | null): Promise<SecretProfile | null>
  /** Explains why this console does not have a profile of another one; null if it is unknown. */
  explainMissing?(id: string): Bilingual | null
  add(profile: NewProfile): Promise<Profile | ProfileRejection>
  /** A new base URL or app id removes secret, ticket and tokens, unless the change has new ones. */
  change(
    id: string,
    change: ProfileChange,
    session: string | null,
    actor: string,
  ): Promise<Profile | ProfileRejection>
  /** Stores the newest app_ticket of a store app, which the platform sends; ignores that of another app. */
  storeTicket(
    app: Pick<SecretProfile, 'id' | 'base_url' | 'app_id'>,
    app_ticket: string,
  ): Promise<void>
  /** The history keeps the profile's requests. */
  remove(id: string, actor: string): Promise<'removed' | ProfileRejection>
  /** Keeps a token for one session, which then uses it instead of the profile's secret. */
  pasteToken(
    id: string,
    session: string | null,
    token: PasteToken,
    /** Begins a session if there is none that this console knows. */
    begin: () => string,
  ): Promise<Profile | ProfileRejection>
  dropToken(id: string, session: string | null): Promise<'removed' | ProfileRejection>
}
