import { PROFILE_LIMITS } from '#contract/limits'
import type { Profile } from '#contract/profile'
import type { ProfileRejection, ProfileStore } from '../profiles/profiles.ts'
import { ownerOf, type RecipientStore } from '../recipients/recipients.ts'
import type { Approved } from './accounts-calls.ts'
import { NEW_APP_NAME } from './scan-link.ts'

type AdoptDeps = { profiles: ProfileStore; recipients: RecipientStore }

/**
 * Stores an approved app as a profile, with the one who approved as its test recipient. A known app
 * gets the secret instead, so that nothing is added twice; one of the environment stays as it is.
 */
export async function adoptApp(
  { profiles, recipients }: AdoptDeps,
  { app_id, app_secret, open_id }: Approved,
  { brand, base_url, actor }: Pick<Profile, 'brand' | 'base_url'> & { actor: string },
): Promise<Profile | ProfileRejection> {
  const { profiles: all } = await profiles.list(null)
  const known = all.find((one) => one.app_id === app_id && one.base_url === base_url)
  const test_recipient =
    open_id === null ? null : ({ receive_id_type: 'open_id', receive_id: open_id } as const)
  const change = {
    ...(known?.app_type === 'pasted_token' ? { app_type: 'custom' as const } : {}),
    app_secret,
    ...(known?.test_recipient ? {} : { test_recipient }),
  }
  const profile =
    known?.source === 'environment'
      ? known
      : known
        ? await profiles.change(known.id, change, null, actor)
        : await profiles.add({
            name: freeName(all.map(({ name }) => name)),
            brand,
            base_url,
            app_id,
            app_secret,
            ...(test_recipient && { test_recipient }),
          })
  if (!('rejected' in profile) && test_recipient) {
    await recipients.keep(ownerOf(profile), { ...test_recipient, favourite: true })
  }
  return profile
}

/** Returns the name of the new app, with a number if another profile has it. */
function freeName(taken: readonly string[]): string {
  for (let n = 1; n <= PROFILE_LIMITS.profiles.max; n += 1) {
    const name = n === 1 ? NEW_APP_NAME : `${NEW_APP_NAME} ${n}`
    if (!taken.includes(name)) return name
  }
  return NEW_APP_NAME
}
