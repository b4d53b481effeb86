import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

/** What the gateway says, on every call, of the token that the request carries. */
export const GATEWAY_TOKEN_CODES: readonly ErrorCode[] = [
  {
    code: 20013,
    msg: 'The tenant access token passed is invalid. Please check the value.',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '传入的 tenant_access_token 无效。',
      en: 'The tenant_access_token passed is invalid.',
    },
    advice: {
      zh: '重新获取 tenant_access_token，并确认它来自当前 profile 的应用。',
      en: 'Get a new tenant_access_token and make sure that it comes from the app of this profile.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991661,
    msg: 'Missing access token for authorization. Please make a request with token attached.',
    http_status: 400,
    endpoints: ['any'],
    meaning: {
      zh: '请求没有带访问凭证，或 Authorization 没有以“Bearer ”开头。通用错误码表把此码写作“Need a token”。',
      en: 'The request carries no access token, or Authorization does not start with “Bearer ”. The table of generic codes words it “Need a token”.',
    },
    advice: {
      zh: '加上请求头 Authorization: Bearer t-…，Bearer 与 token 之间留一个空格。',
      en: 'Add the header Authorization: Bearer t-…, with one space between Bearer and the token.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991663,
    msg: 'Invalid access token for authorization. Please make a request with token attached.',
    http_status: 400,
    endpoints: ['any'],
    meaning: {
      zh: 'tenant_access_token 无效或已过期，或者该接口不接受 tenant_access_token。凭证先于参数检查，所以此码不说明参数是否正确。',
      en: 'The tenant_access_token is invalid or has expired, or this call does not accept one. Tokens are checked before parameters, so the code says nothing about the parameters.',
    },
    advice: {
      zh: '换一个新的 tenant_access_token 再发。反复出现时，确认 token 与接口在同一平台：飞书用 open.feishu.cn，Lark 用 open.larksuite.com。',
      en: 'Send again with a new tenant_access_token. If it keeps coming back, make sure that token and call belong to the same platform: open.feishu.cn for Feishu, open.larksuite.com for Lark.',
    },
    retryable: true,
    source: PAGES.genericCodes,
  },
  {
    code: 99991664,
    msg: 'invalid app token',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'app_access_token 无效。',
      en: 'The app_access_token is invalid.',
    },
    advice: {
      zh: '重新获取 app_access_token。push_follow_up 只接受 tenant_access_token（以 t- 开头）。',
      en: 'Get a new app_access_token. push_follow_up takes a tenant_access_token only (it starts with t-).',
    },
    retryable: true,
    source: PAGES.genericCodes,
  },
  {
    code: 99991665,
    msg: 'invalid tenant code',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'tenant_access_token 无效。',
      en: 'The tenant_access_token is invalid.',
    },
    advice: {
      zh: '重新获取 tenant_access_token；商店应用还要核对 tenant_key。',
      en: 'Get a new tenant_access_token; for a store app check the tenant_key too.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991668,
    msg: 'Invalid access token for authorization. Please make a request with token attached.',
    http_status: 400,
    endpoints: ['any'],
    meaning: {
      zh: 'user_access_token 已失效；如果 msg 是“user access token not support”，则是该接口不接受 user_access_token。',
      en: 'The user_access_token is no longer valid; if the msg is “user access token not support”, this call does not accept user tokens at all.',
    },
    advice: {
      zh: 'push_follow_up 只接受 tenant_access_token（以 t- 开头），请换成它。',
      en: 'push_follow_up takes a tenant_access_token only (it starts with t-): use one instead.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991671,
    msg: 'Invalid token: must start with t-/u-',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '访问凭证的格式不对，必须以 t- 或 u- 开头。',
      en: 'The access token has the wrong format: it must start with t- or u-.',
    },
    advice: {
      zh: '检查是否把 App Secret 或别的内容当成了 token，或复制时漏了开头。',
      en: 'Check whether the App Secret or something else was passed as the token, or whether its beginning was lost in copying.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991677,
    msg: 'token expire',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'user_access_token 已过期。',
      en: 'The user_access_token has expired.',
    },
    advice: {
      zh: '刷新 user_access_token。push_follow_up 只接受 tenant_access_token（以 t- 开头），应换成它。',
      en: 'Refresh the user_access_token. For push_follow_up use a tenant_access_token instead (it starts with t-): it takes no other.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
]
