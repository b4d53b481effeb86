import { createHash } from 'node:crypto'
import { EMULATOR_APP, EMULATOR_APP_IDS } from '#contract/emulator/app-ids'
import { DEFAULT_CLIENT_VERSION } from '#contract/emulator/state'
import type { Language } from '#contract/languages'
import type { App, Message, User } from './state.ts'

/** Returns an id in the platform's format, the same for the same name. */
export function seedId(prefix: string, name: string, length = 32): string {
  return prefix + createHash('sha256').update(`${prefix} ${name}`).digest('hex').slice(0, length)
}

function user(name: string, language: Language, mailbox: string, mobile?: string): User {
  return {
    open_id: seedId('ou_', mailbox),
    user_id: seedId('', mailbox, 8),
    union_id: seedId('on_', mailbox),
    email: `${mailbox}@example.com`,
    ...(mobile && { mobile }),
    name,
    language,
    client_version: DEFAULT_CLIENT_VERSION,
    external: false,
  }
}

/** The users of the tenant; the first one is the default receiver. */
export const SEED_USERS = {
  xiaoyu: user('林晓雨', 'zh_cn', 'lin.xiaoyu', '13800000001'),
  fang: user('王芳', 'zh_cn', 'wang.fang'),
  emma: user('Emma Clarke', 'en_us', 'emma.clarke', '+12025550123'),
  ken: user('佐藤 健', 'ja_jp', 'sato.ken'),
  lukas: user('Lukas Weber', 'de_de', 'lukas.weber'),
  somchai: user('สมชาย ใจดี', 'th_th', 'somchai.jaidee'),
  camila: user('Camila Souza', 'pt_br', 'camila.souza'),
  minji: user('김민지', 'ko_kr', 'kim.minji'),
} as const

const BOT_SCOPES = [
  'im:message',
  'im:message:send_as_bot',
  'im:message.p2p_msg:readonly',
  'im:chat:readonly',
  'contact:user.id:readonly',
  'contact:user.employee:readonly',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'application:application:self_manage',
  'im:message:send_sys_msg',
  'im:message.reactions:read',
  'im:resource',
  'cardkit:card:write',
  'im:user_agent:read',
]

type BotFields = Pick<App, 'app_id' | 'app_secret' | 'name'> & Partial<App>

function bot(app: BotFields): App {
  return {
    app_type: 'custom',
    bot_open_id: seedId('ou_', app.app_id),
    scopes: BOT_SCOPES,
    unavailable_to: [],
    enabled: true,
    bot_enabled: true,
    ...app,
  }
}

export const SUPPORT_BOT = bot({
  ...EMULATOR_APP,
  name: '客服助手 Support Assistant',
  scopes: [...BOT_SCOPES, 'im:message.group_msg'],
  unavailable_to: [SEED_USERS.ken.open_id],
})

export const PARCEL_BOT = bot({
  app_id: EMULATOR_APP_IDS.parcels,
  app_secret: 'emulator-secret-parcels',
  name: '物流通知 Parcel Notices',
})

/** A store app, which gets its token in two steps. */
export const STORE_BOT = bot({
  app_id: EMULATOR_APP_IDS.store,
  app_secret: 'emulator-secret-store',
  app_type: 'isv',
  name: '问卷应用 Survey App',
})

type SeedMessage = {
  text: string
  seconds_ago: number
  /** The bot of the chat by default. */
  from?: User
  /** Shown as a sample message, for the code that a push to it returns. */
  demonstrates?: true
  follow_ups?: Message['follow_ups']
}

/** With one user it is a p2p chat, with several a group. */
export type SeedChat = { name: string; bot: App; users: readonly User[]; messages: SeedMessage[] }

const p2p = (user: User, bot: App, messages: SeedMessage[]): SeedChat => ({
  name: user.name,
  bot,
  users: [user],
  messages,
})

const sample = (text: string, seconds_ago: number): SeedMessage => ({
  text,
  seconds_ago,
  demonstrates: true,
})

const { fang, emma, ken, lukas, somchai, camila, minji, xiaoyu } = SEED_USERS

/** One chat for each thing to show, because only the latest message of a chat can take bubbles. */
export const SEED_CHATS: readonly SeedChat[] = [
  p2p(fang, SUPPORT_BOT, [
    { from: fang, text: '你好，我的订单到哪里了？', seconds_ago: 60 },
    sample('您的订单 A1024 已发货，预计明天送达。还需要什么帮助？', 30),
  ]),
  p2p(emma, SUPPORT_BOT, [
    { from: emma, text: 'Hi, I would like to return my headphones.', seconds_ago: 640 },
    sample('Your return label is ready. Shall we book a pickup?', 601),
  ]),
  {
    name: '售后支持群 After-sales Team',
    bot: SUPPORT_BOT,
    users: [xiaoyu, fang, minji],
    messages: [sample('今天还有 12 件工单待处理，请各位及时跟进。', 50)],
  },
  p2p(camila, PARCEL_BOT, [
    sample('Your parcel has left the warehouse and arrives on Friday.', 90),
  ]),
  p2p(ken, SUPPORT_BOT, [
    sample('Your refund of ¥3,200 has been approved. 退款已通过，三个工作日内到账。', 120),
  ]),
  p2p(lukas, SUPPORT_BOT, [
    sample('We have opened ticket #4821 for your monitor. Anything to add?', 80),
    { from: lukas, ...sample('Yes, it also flickers when it gets warm.', 40) },
  ]),
  p2p(somchai, SUPPORT_BOT, [
    { from: somchai, text: 'ขอบคุณครับ ใช้งานได้แล้ว', seconds_ago: 100 },
    {
      ...sample('Glad it works now. How was our service? 请为本次服务打分。', 45),
      follow_ups: [
        {
          content: '很满意',
          i18n_contents: [
            { language: 'en_us', content: 'Very good' },
            { language: 'th_th', content: 'ดีมาก' },
          ],
        },
        {
          content: '联系人工客服',
          i18n_contents: [
            { language: 'en_us', content: 'Talk to a person' },
            { language: 'th_th', content: 'คุยกับเจ้าหน้าที่' },
          ],
        },
      ],
    },
  ]),
]
