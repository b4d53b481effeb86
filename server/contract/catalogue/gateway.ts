import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

/** What the gateway says of the request itself, on every call: path, method, rate, quota, address, fields. */
export const GATEWAY_CODES: readonly ErrorCode[] = [
  {
    code: 99991201,
    msg: 'resource not find',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '请求路径不存在。有记录显示，未知路径实际得到的是 HTTP 404 和纯文本“404 page not found”，而不是此码。',
      en: 'The request path does not exist. Unknown paths have been seen to answer HTTP 404 with the plain text “404 page not found” instead of this code.',
    },
    advice: {
      zh: '检查所选 profile 的 base_url 和请求的完整路径。',
      en: 'Check the base_url of the profile and the whole path of the request.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991301,
    msg: 'request method doesn’t match',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '请求方法与接口要求的不一致。有记录显示，方法不对时实际得到的是 HTTP 404 和纯文本“404 page not found”，而不是此码。',
      en: 'The HTTP method is not the one of this call. A wrong method has been seen to answer HTTP 404 with the plain text “404 page not found” instead of this code.',
    },
    advice: {
      zh: '对照接口文档检查请求方法；push_follow_up 用 POST。',
      en: 'Compare the method with the documentation of the call; push_follow_up takes POST.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991400,
    msg: 'request trigger frequency limit',
    http_status: 429,
    endpoints: ['any'],
    meaning: {
      zh: '请求过于频繁，超出频率限制。限制按接口、应用、企业分别计算；部分旧接口用 HTTP 400 返回此码。',
      en: 'Too many requests. The limit counts per call, app and tenant; some old calls answer it with HTTP 400.',
    },
    advice: {
      zh: '等待响应头 x-ogw-ratelimit-reset 给出的秒数后再发；没有这个响应头时，每次重试都多等一会儿。',
      en: 'Wait the number of seconds in the response header x-ogw-ratelimit-reset, then send again; without that header wait longer before each try.',
    },
    retryable: true,
    source: PAGES.rateLimits,
  },
  {
    code: 99991401,
    msg: 'ip %s is denied by app setting',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '发出请求的 IP 不在应用的 IP 白名单里。白名单不限制获取 token 的接口，所以能拿到 token 并不说明 IP 没问题。',
      en: 'The IP address that sent the request is not on the allowlist of the app. The allowlist does not cover the token endpoints, so getting a token proves nothing.',
    },
    advice: {
      zh: '在开发者后台“安全设置”页的“IP 白名单”中，加入运行控制台的机器的公网出口 IPv4 地址（不支持网段），保存后立即生效。',
      en: 'On the page “Security Settings” of the developer console, add the public IPv4 address of the machine that runs this console to the IP allowlist (single addresses only); it takes effect at once.',
    },
    retryable: false,
    source: PAGES.ipAllowlist,
  },
  {
    code: 99991403,
    msg: "This month's API call quota has been exceeded",
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '企业本月的 API 调用额度已用完。',
      en: 'The tenant has used up its API calls for this month.',
    },
    advice: {
      zh: '请企业管理员升级飞书版本。额度按月计算，本月内重试没有用。',
      en: 'Ask the administrator to upgrade the plan. The quota counts by month, so trying again this month does not help.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992402,
    msg: 'field validation failed',
    http_status: 400,
    endpoints: ['any'],
    meaning: {
      zh: '字段校验未通过：缺少必填字段，或长度、取值不符合要求。',
      en: 'Field validation failed: a required field is missing, or a length or value is not allowed.',
    },
    advice: {
      zh: '看返回的 error.field_violations，每一项都写明了字段和原因，逐项改正后再发。',
      en: 'Read error.field_violations in the answer: each entry names a field and the reason. Correct them all, then send again.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
]
