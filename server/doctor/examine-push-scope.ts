import type { Locale } from '#contract/locale'
import { SCOPES } from '#contract/scopes'
import type { Read } from '../feishu/reading/read-call.ts'
import { createFindings, type Finding } from './finding.ts'
import type { Timed } from './timed.ts'

const LACKING = 99991672

/**
 * Which of the two scopes to push the app has. They are asked for by name: a push made for trial
 * could take effect.
 */
export function examinePushScope(
  { value: read, duration_ms }: Timed<Read<string[]>>,
  locale: Locale,
): Finding {
  const { pass, fail, unread } = createFindings(locale)
  if (!read.ok) return unread('not_checked', read.unread, { duration_ms })
  const granted = SCOPES.push.filter((scope) => read.value.includes(scope))
  if (granted.length > 0) {
    return pass(
      { zh: `已开通 ${granted.join('、')}。`, en: `Granted: ${granted.join(', ')}.` },
      { duration_ms },
    )
  }
  return fail(
    {
      zh: `应用没有发送所需的权限：${SCOPES.push.join('、')}（有其中一项即可）。`,
      en: `The app lacks the scope to push; any one of these would do: ${SCOPES.push.join(', ')}.`,
    },
    {
      zh: '在开发者后台“开发配置 › 权限管理”页开通其中一项，发布版本并等审核通过。',
      en: 'Add one of them on the page “Permissions & Scopes” of the developer console and have a version with it approved.',
    },
    { code: LACKING, duration_ms },
  )
}
