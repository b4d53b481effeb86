import type { Profiles as ListedProfiles, Profile } from '#contract/profile'
import type { NewProfile, PasteToken, ProfileChange } from '#contract/profile-change'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Flaw } from './judge-target.ts'

/** Why nothing was done to a profile. */
export type Unkept =
  | { unkept: 'unknown' }
  /** It comes from the environment, where alone it can be changed. */
  | { unkept: 'read_only' }
  | { unkept: 'full' }
  /** There is no key to encrypt a secret with; `path` names the secret. */
  | { unkept: 'no_key'; path: string }
  | { unkept: 'flawed'; flaws: Flaw[] }

/**
 * The apps that this console can send as: those of its environment, and those that were added here.
 * `session` is the browser session, which may have a token of its own for a profile. Every method
 * may throw {@link StorageError} (`storage-error.ts`).
 */
export type Profiles = {
  /** All of them as the browser may know them: the environment's first, then by name. */
  list(session: string | null): Promise<ListedProfiles>
  /** The profile of that id, or the default one; `null` where there is none. */
  find(id: string | undefined, session: string | null): Promise<SecretProfile | null>
  add(profile: NewProfile): Promise<Profile | Unkept>
  /** A new base URL or app id drops secret, ticket and tokens, unless new ones come with it. */
  change(id: string, change: ProfileChange, session: string | null): Promise<Profile | Unkept>
  /** What was sent with it stays in the history. */
  remove(id: string): Promise<'removed' | Unkept>
  /** Keeps a token in memory, for one session; it takes the place of the profile's own secret there. */
  pasteToken(
    id: string,
    session: string | null,
    token: PasteToken,
    /** Begins a session where there is none yet that this console knows. */
    begin: () => string,
  ): Promise<Profile | Unkept>
  dropToken(id: string, session: string | null): Promise<'removed' | Unkept>
}
