import type { PreflightCheckName } from '#contract/checks'
import { SCOPES } from '#contract/scopes'
import { credentialRefusal, NO_SCOPE, refusedWithoutBot } from '../feishu/queries/query-failure.ts'
import type { QueryResult } from '../feishu/queries/run-query.ts'
import {
  type CheckResult,
  type FactsCheck,
  fail,
  pass,
  queryFailed,
  unanswered,
} from './check-result.ts'
import type { PushFacts } from './facts.ts'

const ENABLED = [2, 4]
const RATE_LIMITED = 99991400
/** The code that push_follow_up is assumed to return to an app without a bot. */
const ASSUMED_NO_BOT = 11205

/** The conditions of the app, which do not depend on the message. */
export const APP_CHECKS = {
  message_id: () => pass({ zh: '形状正确：om_ 开头。', en: 'Of the right shape: om_ and more.' }),
  token: checkToken,
  budget: checkBudget,
  scope: checkScope,
  bot: checkBot,
} satisfies Partial<Record<PreflightCheckName, FactsCheck>>

function checkToken(facts: PushFacts): CheckResult {
  const reads = readsOf(facts)
  const refusal = credentialRefusal(reads)
  if (refusal) return queryFailed('fail', refusal)
  const answered = reads.some((read) => read.ok || read.failure.why === 'refused')
  if (answered) {
    return pass({
      zh: '应用拿到了 tenant_access_token，平台也接受它。',
      en: 'The app has a tenant_access_token, and the platform takes it.',
    })
  }
  const failed = reads.find((read) => !read.ok)
  return unanswered(failed && !failed.ok ? failed.failure : { why: 'unexpected' })
}

function checkBudget({ budget, now_ms }: PushFacts): CheckResult {
  const { per_second, per_minute, paused_until, paused_by } = budget
  if (paused_until !== null && Date.parse(paused_until) > now_ms) {
    const byPlatform = paused_by === 'platform'
    return fail(
      byPlatform ? RATE_LIMITED : null,
      byPlatform
        ? {
            zh: `平台要求等到 ${paused_until}。`,
            en: `The platform asks to wait until ${paused_until}.`,
          }
        : {
            zh: `这一分钟的额度已用完，${paused_until} 之后才能再发。`,
            en: `This minute’s calls are used up; the next one can go at ${paused_until}.`,
          },
      { zh: '到时再发。', en: 'Send then.' },
      { assumed: true },
    )
  }
  return pass({
    zh: `就本控制台所知，这一秒还可发 ${per_second.left} 次，这一分钟还可发 ${per_minute.left} 次。`,
    en: `As far as this console knows, ${per_second.left} calls are left this second and ${per_minute.left} this minute.`,
  })
}

/** Checks whether the list of granted scopes includes one to push. */
export function checkScope({ scopes }: Pick<PushFacts, 'scopes'>): CheckResult {
  if (!scopes.ok) return unanswered(scopes.failure)
  const granted = SCOPES.push.filter((scope) => scopes.value.includes(scope))
  if (granted.length > 0) {
    return pass({ zh: `已开通 ${granted.join('、')}。`, en: `Granted: ${granted.join(', ')}.` })
  }
  return fail(
    NO_SCOPE,
    {
      zh: `应用没有发送所需的权限：${SCOPES.push.join('、')}（有其中一项即可）。`,
      en: `The app lacks the scope to push; any one of these would do: ${SCOPES.push.join(', ')}.`,
    },
    {
      zh: '在开发者后台“开发配置 › 权限管理”页开通其中一项，发布版本并等审核通过。',
      en: 'Add one of them on the page “Permissions & Scopes” of the developer console and have a version with it approved.',
    },
  )
}

function checkBot(facts: PushFacts): CheckResult {
  const { bot, message } = facts
  if ([bot, message, facts.latest].some(refusedWithoutBot)) {
    return fail(
      ASSUMED_NO_BOT,
      { zh: '应用没有启用机器人能力。', en: 'The app has no bot.' },
      {
        zh: '在开发者后台“应用能力 › 添加应用能力”中添加“机器人”，再创建版本并发布。',
        en: 'Add the bot under “Add Features” in the developer console, then create a version and release it.',
      },
      { assumed: true },
    )
  }
  if (bot.ok) {
    const { activate_status, app_name } = bot.value
    if (ENABLED.includes(activate_status)) {
      return pass({ zh: `机器人“${app_name}”在使用中。`, en: `The bot “${app_name}” is in use.` })
    }
    return fail(
      null,
      {
        zh: `机器人不在使用中（activate_status 为 ${activate_status}）。`,
        en: `The bot is not in use (activate_status ${activate_status}).`,
      },
      {
        zh: '请企业管理员在管理后台安装并启用这个应用。',
        en: 'Ask the administrator to install and enable the app in the admin console.',
      },
    )
  }
  // Message queries work only for an app with a bot.
  if (message.ok || facts.latest?.ok) {
    return pass({ zh: '机器人能读取消息。', en: 'The bot can read messages.' })
  }
  return unanswered(bot.failure)
}

function readsOf(facts: PushFacts): QueryResult<unknown>[] {
  const { scopes, bot, message, chat, latest, visible } = facts
  return [scopes, bot, message, chat, latest, visible].filter((read) => read !== null)
}
