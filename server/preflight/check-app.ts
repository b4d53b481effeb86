import { type PreflightCheckName, SCOPES } from '#contract/checks'
import type { Bilingual } from '#contract/locale'
import type { RateBudget } from '#contract/profile'
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
  message_id: () => pass({ zh: '格式正确。', en: 'The format is correct.' }),
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
      zh: '平台接受应用的 tenant_access_token。',
      en: 'The tenant_access_token of the app is accepted by the platform.',
    })
  }
  const failed = reads.find((read) => !read.ok)
  return unanswered(failed && !failed.ok ? failed.failure : { why: 'unexpected' })
}

function checkBudget({ budget, now_ms }: PushFacts): CheckResult {
  const { per_second, per_minute, paused_until, paused_by } = budget
  if (paused_until !== null && Date.parse(paused_until) > now_ms) {
    return fail(
      paused_by === 'platform' ? RATE_LIMITED : null,
      describePause(budget),
      { zh: '请在此时间后发送。', en: 'Send after that time.' },
      { assumed: true },
    )
  }
  return pass({
    zh: `本控制台剩余次数：本秒 ${per_second.left} 次，本分钟 ${per_minute.left} 次。`,
    en: `Calls left for this console: ${per_second.left} this second, ${per_minute.left} this minute.`,
  })
}

/** Says why no call is made now, and until when. */
export function describePause({ paused_by, paused_until: until }: RateBudget): Bilingual {
  return paused_by === 'platform'
    ? { zh: `平台要求等到 ${until}。`, en: `The platform asks to wait until ${until}.` }
    : {
        zh: `本分钟的次数已用完，${until} 恢复。`,
        en: `The calls of this minute are used up until ${until}.`,
      }
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
      zh: `应用缺少发送权限（任一项）：${SCOPES.push.join('、')}。`,
      en: `The app lacks a scope to send (any of): ${SCOPES.push.join(', ')}.`,
    },
    {
      zh: '请在开发者后台“开发配置 › 权限管理”开通其中一项，再发布版本并通过审核。',
      en: 'Add one under “Permissions & Scopes” in the developer console, and get a version approved.',
    },
  )
}

function checkBot(facts: PushFacts): CheckResult {
  const { bot, message } = facts
  if ([bot, message, facts.latest].some(refusedWithoutBot)) {
    return fail(
      ASSUMED_NO_BOT,
      { zh: '应用没有启用机器人。', en: 'The app has no bot.' },
      {
        zh: '请在开发者后台“应用能力 › 添加应用能力”中添加“机器人”，再发布版本。',
        en: 'Add the bot under “Add Features” in the developer console, then release a version.',
      },
      { assumed: true },
    )
  }
  if (bot.ok) {
    const { activate_status, app_name } = bot.value
    if (ENABLED.includes(activate_status)) {
      return pass({ zh: `机器人“${app_name}”已启用。`, en: `The bot “${app_name}” is enabled.` })
    }
    return fail(
      null,
      {
        zh: `机器人未启用（activate_status：${activate_status}）。`,
        en: `The bot is not enabled (activate_status ${activate_status}).`,
      },
      {
        zh: '请企业管理员在管理后台安装并启用应用。',
        en: 'Ask the administrator to install and enable the app in the admin console.',
      },
    )
  }
  // Message queries work only for an app with a bot.
  if (message.ok || facts.latest?.ok) {
    return pass({ zh: '机器人可以读取消息。', en: 'The bot can read messages.' })
  }
  return unanswered(bot.failure)
}

function readsOf(facts: PushFacts): QueryResult<unknown>[] {
  const { scopes, bot, message, chat, latest, visible } = facts
  return [scopes, bot, message, chat, latest, visible].filter((read) => read !== null)
}
