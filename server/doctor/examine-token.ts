import type { Locale } from '#contract/locale'
import { refusalAtTheDoor } from '../feishu/reading/door.ts'
import type { Read, Unread } from '../feishu/reading/read-call.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { createFindings, type Finding } from './finding.ts'
import type { Timed } from './timed.ts'

type Seen = {
  token: Timed<Read<string>>
  /** Calls that were made with it. */
  reads: readonly Read<unknown>[]
}

/** Whether the app gets a token, and the platform then takes it. */
export function examineToken(
  { credential }: SecretProfile,
  { token, reads }: Seen,
  locale: Locale,
): Finding {
  const { pass, unread } = createFindings(locale)
  const { value, duration_ms } = token
  if (!value.ok) {
    // Where nothing answered at all, that is the address's fault and not the token's.
    const { why } = value.unread
    return unread(
      why === 'refused' || isOurs(value.unread) ? 'fail' : 'not_checked',
      value.unread,
      {
        duration_ms,
      },
    )
  }
  const refusal = refusalAtTheDoor(reads)
  if (refusal) return unread('fail', refusal, { duration_ms })
  const taken = reads.some((read) => read.ok || read.unread.why === 'refused')
  if (!taken) {
    return pass(
      {
        zh: '有 tenant_access_token，但没有问到平台是否接受它。',
        en: 'There is a tenant_access_token, but the platform could not be asked whether it takes it.',
      },
      { duration_ms },
    )
  }
  return pass(
    credential.kind === 'pasted_token'
      ? {
          zh: '平台接受粘贴的 tenant_access_token。',
          en: 'The platform takes the tenant_access_token that was pasted.',
        }
      : {
          zh: '应用拿到了 tenant_access_token，平台也接受它。',
          en: 'The app has a tenant_access_token, and the platform takes it.',
        },
    { duration_ms },
  )
}

/** What the profile lacks, or the platform did not hand out. */
function isOurs(unread: Unread): boolean {
  return unread.why === 'failed' && /^no_(?!code)|^pasted_token/.test(unread.kind)
}
