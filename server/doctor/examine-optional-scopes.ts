import type { Bilingual, Locale } from '#contract/locale'
import { APP_ID } from '#contract/profile-change'
import { SCOPES } from '#contract/scopes'
import { batchGetId } from '../feishu/reading/batch-get-id.ts'
import { checkVisibility } from '../feishu/reading/check-visibility.ts'
import { refusalOf } from '../feishu/reading/door.ts'
import { explainUnread, NO_SCOPE } from '../feishu/reading/explain-unread.ts'
import { getChat } from '../feishu/reading/get-chat.ts'
import { listMessages } from '../feishu/reading/list-messages.ts'
import type { Read, ReadingCall } from '../feishu/reading/read-call.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { createFindings, type Finding } from './finding.ts'
import type { Timed } from './timed.ts'

type Reader = (call: ReadingCall<unknown>) => Promise<Timed<Read<unknown>>>

type Name = 'message_scope' | 'chat_scope' | 'visibility_scope' | 'contact_scope'

type Wanted = {
  scopes: readonly string[]
  /** What works with it. */
  use: Bilingual
  /** A reading call that needs it, about nothing that exists: its refusal leads to the platform's page. */
  trial: (profile: SecretProfile) => ReadingCall<unknown> | null
}

/** Ids of the right shape that nobody has. */
const NO_CHAT = 'oc_00000000000000000000000000000000'
const NOBODY = 'ou_00000000000000000000000000000000'

/** The codes of the message and chat calls themselves. */
const ABOUT_CHATS = /^23[0-2]\d{3}$/

const WANTED: Record<Name, Wanted> = {
  message_scope: {
    scopes: SCOPES.listMessages,
    use: { zh: '读取会话里的消息', en: 'read the messages of a chat' },
    trial: () => listMessages(NO_CHAT, 1),
  },
  chat_scope: {
    scopes: SCOPES.getChat,
    use: { zh: '分辨单聊和群聊', en: 'tell a one-to-one chat from a group' },
    trial: () => getChat(NO_CHAT),
  },
  visibility_scope: {
    scopes: SCOPES.checkVisibility,
    use: {
      zh: '查询用户是否在应用的可用范围内',
      en: 'tell whether a person is within the availability range',
    },
    trial: ({ app_id }) => (APP_ID.test(app_id) ? checkVisibility(app_id, NOBODY) : null),
  },
  contact_scope: {
    scopes: SCOPES.findPeople,
    use: { zh: '用邮箱或手机号查找用户', en: 'find people by email or mobile number' },
    trial: () => batchGetId('emails', 'nobody@example.com'),
  },
}

/**
 * Which of the scopes the app has that sending works without. Where the list of scopes does not say
 * so, a reading call is tried: it tells, and where it is refused, the platform says where to mend it.
 */
export async function examineOptionalScopes(
  read: Reader,
  profile: SecretProfile,
  listed: Read<string[]>,
  locale: Locale,
): Promise<Record<Name, Finding>> {
  const look = (name: Name) => examineOne(read, profile, { listed, ...WANTED[name] }, locale)
  const [message_scope, chat_scope, visibility_scope, contact_scope] = await Promise.all([
    look('message_scope'),
    look('chat_scope'),
    look('visibility_scope'),
    look('contact_scope'),
  ])
  return { message_scope, chat_scope, visibility_scope, contact_scope }
}

async function examineOne(
  read: Reader,
  profile: SecretProfile,
  { listed, scopes, use, trial }: Wanted & { listed: Read<string[]> },
  locale: Locale,
): Promise<Finding> {
  const { pass, open, unread } = createFindings(locale)
  const optional = true
  const granted = listed.ok ? scopes.filter((scope) => listed.value.includes(scope)) : []
  if (granted.length > 0) {
    return pass(
      {
        zh: `可选：可以${use.zh}（已开通 ${granted.join('、')}）。`,
        en: `Optional: the app can ${use.en} (granted: ${granted.join(', ')}).`,
      },
      { optional },
    )
  }
  const call = trial(profile)
  if (!call) {
    const noApp = { zh: '这个 profile 没有 App ID。', en: 'The profile has no App ID.' }
    return open(noApp, undefined, { optional })
  }
  const { value: tried, duration_ms } = await read(call)
  const refusal = refusalOf(tried)
  if (refusal?.code === NO_SCOPE) {
    const { detail, ...told } = explainUnread(refusal, locale, scopes)
    const without =
      locale === 'zh'
        ? `可选：还不能${use.zh}。${detail}`
        : `Optional: the app cannot ${use.en} yet. ${detail}`
    return { status: 'fail', detail: without, ...told, duration_ms, optional }
  }
  // Such a code is about the chat, so the scopes were looked at before and found enough.
  const aboutChat = refusal !== null && ABOUT_CHATS.test(String(refusal.code))
  if (!tried.ok && !aboutChat) {
    return unread('not_checked', tried.unread, { duration_ms, optional })
  }
  return pass(
    { zh: `可选：可以${use.zh}。`, en: `Optional: the app can ${use.en}.` },
    { duration_ms, optional },
  )
}
