import type { CatalogueTexts, GATEWAY_ROWS, TOKEN_ROWS } from '../rows.ts'

export const GATEWAY_TEXTS: CatalogueTexts<typeof GATEWAY_ROWS> = {
  99991201: {
    zh: '请求路径不存在。有记录显示，未知路径实际得到的是 HTTP 404 和纯文本“404 page not found”，而不是此码。',
    zhAdvice: '检查所选 profile 的 base_url 和请求的完整路径。',
    en: 'The request path does not exist. Unknown paths have been seen to answer HTTP 404 with the plain text “404 page not found” instead of this code.',
    enAdvice: 'Check the base_url of the profile and the whole path of the request.',
  },
  99991301: {
    zh: '请求方法与接口要求的不一致。有记录显示，方法不对时实际得到的是 HTTP 404 和纯文本“404 page not found”，而不是此码。',
    zhAdvice: '对照接口文档检查请求方法；push_follow_up 用 POST。',
    en: 'The HTTP method is not the one of this call. A wrong method has been seen to answer HTTP 404 with the plain text “404 page not found” instead of this code.',
    enAdvice: 'Compare the method with the documentation of the call; push_follow_up takes POST.',
  },
  99991400: {
    zh: '请求过于频繁，超出频率限制。限制按接口、应用、企业分别计算；部分旧接口用 HTTP 400 返回此码。',
    zhAdvice:
      '等待响应头 x-ogw-ratelimit-reset 给出的秒数后再发；没有这个响应头时，每次重试都多等一会儿。',
    en: 'Too many requests. The limit counts per call, app and tenant; some old calls answer it with HTTP 400.',
    enAdvice:
      'Wait the number of seconds in the response header x-ogw-ratelimit-reset, then send again; without that header wait longer before each try.',
  },
  99991401: {
    zh: '发出请求的 IP 不在应用的 IP 白名单里。白名单不限制获取 token 的接口，所以能拿到 token 并不说明 IP 没问题。',
    zhAdvice:
      '在开发者后台“安全设置”页的“IP 白名单”中，加入运行控制台的机器的公网出口 IPv4 地址（不支持网段），保存后立即生效。',
    en: 'The IP address that sent the request is not on the allowlist of the app. The allowlist does not cover the token endpoints, so getting a token proves nothing.',
    enAdvice:
      'On the page “Security Settings” of the developer console, add the public IPv4 address of the machine that runs this console to the IP allowlist (single addresses only); it takes effect at once.',
  },
  99991403: {
    zh: '企业本月的 API 调用额度已用完。',
    zhAdvice: '请企业管理员升级飞书版本。额度按月计算，本月内重试没有用。',
    en: 'The tenant has used up its API calls for this month.',
    enAdvice:
      'Ask the administrator to upgrade the plan. The quota counts by month, so trying again this month does not help.',
  },
  99992402: {
    zh: '字段校验未通过：缺少必填字段，或长度、取值不符合要求。',
    zhAdvice: '看返回的 error.field_violations，每一项都写明了字段和原因，逐项改正后再发。',
    en: 'Field validation failed: a required field is missing, or a length or value is not allowed.',
    enAdvice:
      'Read error.field_violations in the answer: each entry names a field and the reason. Correct them all, then send again.',
  },
  20013: {
    zh: '传入的 tenant_access_token 无效。',
    zhAdvice: '重新获取 tenant_access_token，并确认它来自当前 profile 的应用。',
    en: 'The tenant_access_token passed is invalid.',
    enAdvice:
      'Get a new tenant_access_token and make sure that it comes from the app of this profile.',
  },
  99991661: {
    zh: '请求没有带访问凭证，或 Authorization 没有以“Bearer ”开头。通用错误码表把此码写作“Need a token”。',
    zhAdvice: '加上请求头 Authorization: Bearer t-…，Bearer 与 token 之间留一个空格。',
    en: 'The request carries no access token, or Authorization does not start with “Bearer ”. The table of generic codes words it “Need a token”.',
    enAdvice:
      'Add the header Authorization: Bearer t-…, with one space between Bearer and the token.',
  },
  99991663: {
    zh: 'tenant_access_token 无效或已过期，或者该接口不接受 tenant_access_token。凭证先于参数检查，所以此码不说明参数是否正确。',
    zhAdvice:
      '换一个新的 tenant_access_token 再发。反复出现时，确认 token 与接口在同一平台：飞书用 open.feishu.cn，Lark 用 open.larksuite.com。',
    en: 'The tenant_access_token is invalid or has expired, or this call does not accept one. Tokens are checked before parameters, so the code says nothing about the parameters.',
    enAdvice:
      'Send again with a new tenant_access_token. If it keeps coming back, make sure that token and call belong to the same platform: open.feishu.cn for Feishu, open.larksuite.com for Lark.',
  },
  99991664: {
    zh: 'app_access_token 无效。',
    zhAdvice:
      '重新获取 app_access_token。push_follow_up 只接受 tenant_access_token（以 t- 开头）。',
    en: 'The app_access_token is invalid.',
    enAdvice:
      'Get a new app_access_token. push_follow_up takes a tenant_access_token only (it starts with t-).',
  },
  99991665: {
    zh: 'tenant_access_token 无效。',
    zhAdvice: '重新获取 tenant_access_token；商店应用还要核对 tenant_key。',
    en: 'The tenant_access_token is invalid.',
    enAdvice: 'Get a new tenant_access_token; for a store app check the tenant_key too.',
  },
  99991668: {
    zh: 'user_access_token 已失效；如果 msg 是“user access token not support”，则是该接口不接受 user_access_token。',
    zhAdvice: 'push_follow_up 只接受 tenant_access_token（以 t- 开头），请换成它。',
    en: 'The user_access_token is no longer valid; if the msg is “user access token not support”, this call does not accept user tokens at all.',
    enAdvice:
      'push_follow_up takes a tenant_access_token only (it starts with t-): use one instead.',
  },
  99991671: {
    zh: '访问凭证的格式不对，必须以 t- 或 u- 开头。',
    zhAdvice: '检查是否把 App Secret 或别的内容当成了 token，或复制时漏了开头。',
    en: 'The access token has the wrong format: it must start with t- or u-.',
    enAdvice:
      'Check whether the App Secret or something else was passed as the token, or whether its beginning was lost in copying.',
  },
  99991677: {
    zh: 'user_access_token 已过期。',
    zhAdvice:
      '刷新 user_access_token。push_follow_up 只接受 tenant_access_token（以 t- 开头），应换成它。',
    en: 'The user_access_token has expired.',
    enAdvice:
      'Refresh the user_access_token. For push_follow_up use a tenant_access_token instead (it starts with t-): it takes no other.',
  },
  99991543: {
    zh: 'App ID 或 App Secret 不存在。',
    zhAdvice: '在开发者后台“凭证与基础信息”页核对 App ID 和 App Secret。',
    en: 'The App ID or the App Secret does not exist.',
    enAdvice:
      'Check App ID and App Secret on the page “Credentials & Basic Info” of the developer console.',
  },
  99991662: {
    zh: '应用没有在使用中，可能已停用。',
    zhAdvice: '请企业管理员在管理后台确认应用没有停用。',
    en: 'The app is not in use; it may be disabled.',
    enAdvice: 'Ask the administrator whether the app has been disabled in the admin console.',
  },
  99991672: {
    zh: '应用没有该接口要求的权限。返回的 msg 会列出权限，有其中任意一项即可。',
    zhAdvice:
      '打开返回内容中的权限申请链接，或在开发者后台“开发配置 › 权限管理”页开通其中一项（push_follow_up 需要 im:message 或 im:message:send_as_bot）。需要审核的权限，要发布版本并审核通过后才生效。',
    en: 'The app lacks the scope that this call requires. The msg returned lists the scopes; any one of them is enough.',
    enAdvice:
      'Open the link in the answer, or add one of the scopes on the page “Permissions & Scopes” of the developer console (push_follow_up needs im:message or im:message:send_as_bot). A scope that needs review takes effect once a version with it has been released and approved.',
  },
  99991673: {
    zh: '应用状态不可用。',
    zhAdvice: '确认应用已在当前企业安装并启用。',
    en: 'The app is not in a usable state.',
    enAdvice: 'Make sure that the app is installed and enabled in this tenant.',
  },
  99991674: {
    zh: '请求使用的 user type 无效。',
    zhAdvice: '检查访问凭证的类型；本控制台的各个接口都用 tenant_access_token 调用。',
    en: 'The user type of the request is invalid.',
    enAdvice:
      'Check the kind of the access token; this console makes all its calls with a tenant_access_token.',
  },
  99991675: {
    zh: '请求使用的 user_id 格式错误。',
    zhAdvice: '检查 user_id 的值，以及请求里写的 ID 类型是否与它相符。',
    en: 'The user_id of the request has the wrong format.',
    enAdvice: 'Check the user_id and whether the id type named in the request fits it.',
  },
  99991676: {
    zh: '访问凭证没有对应的权限。',
    zhAdvice: '在开发者后台“开发配置 › 权限管理”页确认所需权限已开通并生效。',
    en: 'The access token lacks the permission.',
    enAdvice:
      'Make sure on the page “Permissions & Scopes” of the developer console that the scopes needed are granted and in effect.',
  },
  99991679: {
    zh: '用户没有授予应用所需的权限。',
    zhAdvice:
      '按返回信息中缺失的权限重新发起用户授权。本控制台只用应用身份调用，出现此码时请检查 token 类型。',
    en: 'The user has not granted the app the permission needed.',
    enAdvice:
      'Ask the user to authorise the app again with the scopes that the answer names. This console calls as the app only, so check the kind of token if the code shows up here.',
  },
}

export const TOKEN_TEXTS: CatalogueTexts<typeof TOKEN_ROWS> = {
  10003: {
    zh: '获取 token 的请求缺少参数或参数有误，例如没有这个 App ID。通用错误码表把此码写作“invalid parameter”。',
    zhAdvice:
      '在开发者后台“凭证与基础信息”页核对 App ID 和 App Secret，两者须来自同一个应用。另请确认飞书应用用 open.feishu.cn，Lark 应用用 open.larksuite.com。',
    en: 'The token request lacks a parameter or holds a wrong one, for example an App ID that does not exist. The table of generic codes words it “invalid parameter”.',
    enAdvice:
      'Check App ID and App Secret on the page “Credentials & Basic Info” of the developer console; both must belong to one app. Feishu apps use open.feishu.cn, Lark apps use open.larksuite.com.',
  },
  10005: {
    zh: '鉴权失败：应用信息或企业（租户）信息不对。',
    zhAdvice: '在开发者后台“凭证与基础信息”页核对 App ID；商店应用还要核对 tenant_key。',
    en: 'Authentication failed: the information about the app or the tenant is wrong.',
    enAdvice:
      'Check the App ID on the page “Credentials & Basic Info” of the developer console; for a store app check the tenant_key too.',
  },
  10012: {
    zh: '获取 app_access_token 失败。商店应用遇到它，往往是 app_ticket 已失效。',
    zhAdvice:
      '核对 App ID 和 App Secret。商店应用可调用 app_ticket/resend，收到新的 app_ticket 事件后再试。',
    en: 'Getting the app_access_token failed. For a store app the app_ticket is often no longer valid.',
    enAdvice:
      'Check App ID and App Secret. A store app can call app_ticket/resend and try again once the new app_ticket event has arrived.',
  },
  10013: {
    zh: '获取 tenant_access_token 失败。',
    zhAdvice: '确认应用已在该企业安装并启用；商店应用还要核对 app_access_token 和 tenant_key。',
    en: 'Getting the tenant_access_token failed.',
    enAdvice:
      'Make sure that the app is installed and enabled in the tenant; for a store app check app_access_token and tenant_key too.',
  },
  10014: {
    zh: 'App Secret 不对，或应用不可用。各处写法不一：返回的 msg 见过“app secret invalid”和“app id not exists”，通用错误码表则写作“app unauthorized”，即应用可能已停用。',
    zhAdvice:
      '在开发者后台“凭证与基础信息”页重新复制 App Secret，注意不要带上空格，并确认应用没有停用。',
    en: 'The App Secret is wrong or the app is not usable. Sources differ: “app secret invalid” and “app id not exists” have been seen as msg, while the table of generic codes words it “app unauthorized”, that is, the app may be disabled.',
    enAdvice:
      'Copy the App Secret again from the page “Credentials & Basic Info” of the developer console, without spaces around it, and make sure that the app is not disabled.',
  },
  10015: {
    zh: 'App Secret 错误。',
    zhAdvice: '在开发者后台“凭证与基础信息”页重新复制 App Secret；如果重置过，要换成新的。',
    en: 'The App Secret is wrong.',
    enAdvice:
      'Copy the App Secret again from the page “Credentials & Basic Info” of the developer console; if it was reset, use the new one.',
  },
  10016: {
    zh: '重新推送 app_ticket 失败。自建应用不能调用这个接口。',
    zhAdvice:
      '确认应用是商店应用。自建应用不需要 app_ticket，直接用 App ID 和 App Secret 获取 token。',
    en: 'Sending the app_ticket again failed. Custom apps cannot use this call.',
    enAdvice:
      'Make sure that the app is a store app. A custom app needs no app_ticket: it gets its token with App ID and App Secret alone.',
  },
  20014: {
    zh: 'app_access_token 校验失败。文档只给出这句中文，没有英文 msg。',
    zhAdvice: '这一步只有商店应用会走到：重新获取 app_access_token 后再试。',
    en: 'The app_access_token did not pass the check. The documentation gives only a Chinese text as msg.',
    enAdvice: 'Only store apps come this way: get a new app_access_token and try again.',
  },
}
