import { PROFILE_DEFAULTS } from '#contract/profile'
import type { SecretProfile } from '../../../server/feishu/secret-profile.ts'

/** The URL of the stub upstream, which every compared server calls. */
export const UPSTREAM = process.env.UPSTREAM ?? ''

export const APP = { app_id: 'cli_bench', app_secret: 'secret-of-the-bench' }

export const PROFILE: SecretProfile = {
  ...PROFILE_DEFAULTS,
  app_id: APP.app_id,
  credential: { kind: 'custom', app_secret: APP.app_secret },
  id: 'custom',
  name: 'Bench',
  brand: 'emulator',
  base_url: UPSTREAM,
  default: true,
}
