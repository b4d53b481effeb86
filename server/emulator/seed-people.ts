import { createHash } from 'node:crypto'
import type { Language } from '#contract/languages'
import type { App, User } from './state.ts'

/** An id that looks like the platform's and is the same at every start. */
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
    external: false,
  }
}

/** The people of the tenant; the first one gets new messages when nobody is named. */
export const PEOPLE = {
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
  'application:application:self_manage',
]

type Given = Pick<App, 'app_id' | 'app_secret' | 'name'> & Partial<App>

function bot(app: Given): App {
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
  app_id: 'cli_emulator',
  app_secret: 'emulator-secret',
  name: '客服助手 Support Assistant',
  scopes: [...BOT_SCOPES, 'im:message.group_msg'],
  unavailable_to: [PEOPLE.ken.open_id],
})

export const PARCEL_BOT = bot({
  app_id: 'cli_emulator_parcels',
  app_secret: 'emulator-secret-parcels',
  name: '物流通知 Parcel Notices',
})

/** An app of the store, whose way to a token is longer. */
export const STORE_BOT = bot({
  app_id: 'cli_emulator_store',
  app_secret: 'emulator-secret-store',
  app_type: 'isv',
  name: '问卷应用 Survey App',
})
