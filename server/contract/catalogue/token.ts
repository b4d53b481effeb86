import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

/** Answers of the endpoints that issue a tenant_access_token or send the app_ticket again. */
export const TOKEN_CODES: readonly ErrorCode[] = [
  {
    code: 10003,
    msg: 'invalid param',
    http_status: 200,
    endpoints: ['tenant_access_token'],
    meaning: {
      zh: '获取 token 的请求缺少参数或参数有误，例如没有这个 App ID。通用错误码表把此码写作“invalid parameter”。',
      en: 'The token request lacks a parameter or holds a wrong one, for example an App ID that does not exist. The table of generic codes words it “invalid parameter”.',
    },
    advice: {
      zh: '在开发者后台“凭证与基础信息”页核对 App ID 和 App Secret，两者须来自同一个应用。另请确认飞书应用用 open.feishu.cn，Lark 应用用 open.larksuite.com。',
      en: 'Check App ID and App Secret on the page “Credentials & Basic Info” of the developer console; both must belong to one app. Feishu apps use open.feishu.cn, Lark apps use open.larksuite.com.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 10005,
    msg: 'app id unauthorized',
    http_status: null,
    endpoints: ['tenant_access_token'],
    meaning: {
      zh: '鉴权失败：应用信息或企业（租户）信息不对。',
      en: 'Authentication failed: the information about the app or the tenant is wrong.',
    },
    advice: {
      zh: '在开发者后台“凭证与基础信息”页核对 App ID；商店应用还要核对 tenant_key。',
      en: 'Check the App ID on the page “Credentials & Basic Info” of the developer console; for a store app check the tenant_key too.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 10012,
    msg: 'get app access token fail',
    http_status: null,
    endpoints: ['tenant_access_token'],
    meaning: {
      zh: '获取 app_access_token 失败。商店应用遇到它，往往是 app_ticket 已失效。',
      en: 'Getting the app_access_token failed. For a store app the app_ticket is often no longer valid.',
    },
    advice: {
      zh: '核对 App ID 和 App Secret。商店应用可调用 app_ticket/resend，收到新的 app_ticket 事件后再试。',
      en: 'Check App ID and App Secret. A store app can call app_ticket/resend and try again once the new app_ticket event has arrived.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 10013,
    msg: 'get tenant access token fail',
    http_status: null,
    endpoints: ['tenant_access_token'],
    meaning: {
      zh: '获取 tenant_access_token 失败。',
      en: 'Getting the tenant_access_token failed.',
    },
    advice: {
      zh: '确认应用已在该企业安装并启用；商店应用还要核对 app_access_token 和 tenant_key。',
      en: 'Make sure that the app is installed and enabled in the tenant; for a store app check app_access_token and tenant_key too.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 10014,
    msg: 'app secret invalid',
    http_status: 200,
    endpoints: ['tenant_access_token'],
    meaning: {
      zh: 'App Secret 不对，或应用不可用。各处写法不一：返回的 msg 见过“app secret invalid”和“app id not exists”，通用错误码表则写作“app unauthorized”，即应用可能已停用。',
      en: 'The App Secret is wrong or the app is not usable. Sources differ: “app secret invalid” and “app id not exists” have been seen as msg, while the table of generic codes words it “app unauthorized”, that is, the app may be disabled.',
    },
    advice: {
      zh: '在开发者后台“凭证与基础信息”页重新复制 App Secret，注意不要带上空格，并确认应用没有停用。',
      en: 'Copy the App Secret again from the page “Credentials & Basic Info” of the developer console, without spaces around it, and make sure that the app is not disabled.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 10015,
    msg: 'wrong app secret',
    http_status: null,
    endpoints: ['tenant_access_token'],
    meaning: {
      zh: 'App Secret 错误。',
      en: 'The App Secret is wrong.',
    },
    advice: {
      zh: '在开发者后台“凭证与基础信息”页重新复制 App Secret；如果重置过，要换成新的。',
      en: 'Copy the App Secret again from the page “Credentials & Basic Info” of the developer console; if it was reset, use the new one.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 10016,
    msg: 'app resend fail',
    http_status: null,
    endpoints: ['app_ticket'],
    meaning: {
      zh: '重新推送 app_ticket 失败。自建应用不能调用这个接口。',
      en: 'Sending the app_ticket again failed. Custom apps cannot use this call.',
    },
    advice: {
      zh: '确认应用是商店应用。自建应用不需要 app_ticket，直接用 App ID 和 App Secret 获取 token。',
      en: 'Make sure that the app is a store app. A custom app needs no app_ticket: it gets its token with App ID and App Secret alone.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 20014,
    msg: '校验 app_access_token 失败',
    http_status: null,
    endpoints: ['tenant_access_token'],
    meaning: {
      zh: 'app_access_token 校验失败。文档只给出这句中文，没有英文 msg。',
      en: 'The app_access_token did not pass the check. The documentation gives only a Chinese text as msg.',
    },
    advice: {
      zh: '这一步只有商店应用会走到：重新获取 app_access_token 后再试。',
      en: 'Only store apps come this way: get a new app_access_token and try again.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
]
