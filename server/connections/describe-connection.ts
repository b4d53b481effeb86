import {
  type Connection,
  type ConnectionState,
  SCAN_EVENTS,
} from '#contract/connections/connection'
import { FAILURES } from '#contract/failures'
import { parseJson } from '#contract/json'
import type { Bilingual, Locale } from '#contract/locale'
import { type Notice, noticeSchema } from './accounts-calls.ts'
import type { ConnectionRow } from './connection-table.ts'
import { scopesFor } from './scan-link.ts'

const STATES: Record<ConnectionState, Bilingual> = {
  waiting: { zh: '等待扫码并确认。', en: 'Waiting for the scan and the approval.' },
  approved: {
    zh: '已连接。App Secret 已加密保存，不会显示。',
    en: 'Connected. The App Secret is stored encrypted and is never shown.',
  },
  denied: {
    zh: '扫码者拒绝了请求，未连接任何应用。',
    en: 'The user denied the request. No app was connected.',
  },
  expired: { zh: '链接已过期，请重新开始。', en: 'The link has expired. Start again.' },
}

const GOES_ON: Bilingual = {
  zh: '到期前会继续重试。',
  en: 'The console keeps trying until the time is up.',
}

/** Returns a notice as a sentence. */
export function describeNotice({ kind, failure, detail }: Notice): Bilingual {
  switch (kind) {
    case 'slow_down':
      return {
        zh: `平台要求降低查询频率，现在每 ${detail} 秒查询一次。`,
        en: `The platform asked to poll less often: now every ${detail} s.`,
      }
    case 'lark':
      return {
        zh: '扫码者使用 Lark，已改为向 Lark 获取应用。',
        en: 'The user is on Lark, so the app is fetched from Lark.',
      }
    case 'proxy':
      return {
        zh: `代理没有建立连接（${detail}），请检查 HTTPS_PROXY。`,
        en: `The proxy opened no connection (${detail}). Check HTTPS_PROXY.`,
      }
    case 'unreachable': {
      const { zh, en } = failure ? FAILURES[failure].meaning : { zh: '', en: '' }
      return {
        zh: `无法连接到平台（${detail}）。${zh}`,
        en: `The platform could not be reached (${detail}). ${en}`.trim(),
      }
    }
    case 'unexpected':
      return {
        zh: `平台返回了意外的响应（${detail}）。`,
        en: `Unexpected response of the platform (${detail}).`,
      }
    case 'key_lost':
      return {
        zh: '缺少加密此连接的密钥，请重新开始。',
        en: 'The key that this connection was encrypted with is missing. Start again.',
      }
    case 'not_stored':
      return {
        zh: '应用已创建，但应用数量已满，未能保存。请先删除一些应用，再重新连接。',
        en: 'The app was created but not saved: there are too many apps. Remove some and connect again.',
      }
  }
}

/** Returns a connection for the API, without its device code. */
export function describeConnection(row: ConnectionRow, locale: Locale): Connection {
  const { id, brand, state, app_id, open_id, user_code, verification_url } = row
  const { expires_at_ms, ended_at_ms, asked_profile } = row
  const addsScopes = asked_profile !== null
  return {
    id,
    brand,
    state,
    profile: row.profile ?? asked_profile,
    adds_scopes: addsScopes,
    verification_url,
    user_code,
    scopes: scopesFor(addsScopes),
    events: [...SCAN_EVENTS],
    created_at: new Date(row.created_at_ms).toISOString(),
    expires_at: new Date(expires_at_ms).toISOString(),
    ended_at: ended_at_ms === null ? null : new Date(ended_at_ms).toISOString(),
    app_id,
    open_id,
    detail: STATES[state][locale],
    notice: noticeOf(row, locale),
  }
}

function noticeOf({ notice, state }: ConnectionRow, locale: Locale): Connection['notice'] {
  const parsed = noticeSchema.safeParse(parseJson(notice ?? ''))
  if (!parsed.success) return null
  const { kind } = parsed.data
  const text = describeNotice(parsed.data)[locale]
  const fails = kind === 'unreachable' || kind === 'proxy' || kind === 'unexpected'
  if (!fails || state !== 'waiting') return { kind, text }
  return { kind, text: locale === 'zh' ? text + GOES_ON.zh : `${text} ${GOES_ON.en}` }
}
