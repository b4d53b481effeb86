import type { Bilingual, Locale } from '#contract/locale'
import type { BotInfo } from '../feishu/reading/bot-info.ts'
import { refusedWithoutBot } from '../feishu/reading/door.ts'
import type { Read } from '../feishu/reading/read-call.ts'
import { createFindings, type Finding } from './finding.ts'
import type { Timed } from './timed.ts'

const ENABLED = 2

/** What `activate_status` says, beside 2. */
const STATUSES: Record<number, Bilingual> = {
  0: { zh: '还没有安装', en: 'yet to be installed' },
  1: { zh: '已停用', en: 'disabled' },
  3: { zh: '已安装，还没有启用', en: 'installed but not enabled' },
  4: { zh: '有升级待启用', en: 'waiting for an upgrade to be enabled' },
  5: { zh: '许可已过期', en: 'of an expired licence' },
  6: { zh: '套餐已过期或已降级', en: 'of an expired or downgraded plan' },
}

/** Whether the app has a bot that is in use. */
export function examineBot(
  { value: read, duration_ms }: Timed<Read<BotInfo>>,
  locale: Locale,
): Finding {
  const { pass, fail, unread } = createFindings(locale)
  if (!read.ok) {
    return unread(refusedWithoutBot(read) ? 'fail' : 'not_checked', read.unread, { duration_ms })
  }
  const { app_name, activate_status } = read.value
  if (activate_status === ENABLED) {
    return pass(
      { zh: `机器人“${app_name}”已启用。`, en: `The bot “${app_name}” is enabled.` },
      { duration_ms },
    )
  }
  const status = STATUSES[activate_status] ?? { zh: '状态未知', en: 'in an unknown state' }
  return fail(
    {
      zh: `机器人“${app_name}”${status.zh}（activate_status 为 ${activate_status}）。`,
      en: `The bot “${app_name}” is ${status.en} (activate_status ${activate_status}).`,
    },
    {
      zh: '请企业管理员在管理后台安装并启用这个应用，或续订许可。',
      en: 'Ask the administrator to install and enable the app in the admin console, or to renew its licence.',
    },
    { duration_ms },
  )
}
