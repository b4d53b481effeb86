import type { CatalogueTexts, GATEWAY_ROWS, TOKEN_ROWS } from '../rows.ts'

export const GATEWAY_TEXTS: CatalogueTexts<typeof GATEWAY_ROWS> = {
  99991201: {
    zh: '请求路径不存在。据观察，未知路径实际返回 HTTP 404 和纯文本“404 page not found”，而不是此错误码。',
    zhAdvice: '检查所选应用的地址（base_url）和请求的完整路径。',
    en: 'The request path does not exist. In practice, unknown paths return HTTP 404 with the plain text “404 page not found” instead of this code.',
    enAdvice: 'Check the address (base_url) of the app and the full request path.',
  },
  99991301: {
    zh: '请求方法不正确。据观察，方法错误时实际返回 HTTP 404 和纯文本“404 page not found”，而不是此错误码。',
    zhAdvice: '对照接口文档检查请求方法，push_follow_up 使用 POST。',
    en: 'The HTTP method is wrong. In practice, a wrong method returns HTTP 404 with the plain text “404 page not found” instead of this code.',
    enAdvice: 'Check the method in the documentation; push_follow_up uses POST.',
  },
  99991400: {
    zh: '请求超出频率限制。限制按接口、应用和企业分别计算。部分旧接口返回 HTTP 400。',
    zhAdvice:
      '等待响应头 x-ogw-ratelimit-reset 给出的秒数后重试。没有这个响应头时，逐次延长等待时间。',
    en: 'The rate limit is exceeded. It applies per call, app and tenant. Some older calls return HTTP 400.',
    enAdvice:
      'Wait for the seconds given in the response header x-ogw-ratelimit-reset, then retry. Without that header, wait longer before each retry.',
  },
  99991401: {
    zh: '请求的 IP 不在应用的 IP 白名单中。白名单不限制获取 token 的接口，因此能获取 token 不代表 IP 已放行。',
    zhAdvice:
      '在开发者后台“安全设置”页的“IP 白名单”中，添加控制台所在机器的公网出口 IPv4 地址（不支持网段）。保存后立即生效。',
    en: 'The IP address is not on the allowlist of the app. The allowlist does not cover the token endpoints, so getting a token proves nothing.',
    enAdvice:
      'On “Security Settings” in the developer console, add the public IPv4 address of this machine to the IP allowlist (no ranges). It takes effect at once.',
  },
  99991403: {
    zh: '企业本月的 API 调用额度已用完。',
    zhAdvice: '请企业管理员升级飞书版本。额度按月计算，本月内重试无效。',
    en: 'The tenant has used up its API quota for this month.',
    enAdvice: 'Ask the administrator to upgrade the plan. Retrying this month does not help.',
  },
  99992402: {
    zh: '字段校验未通过。缺少必填字段，或者长度、取值不符合要求。',
    zhAdvice: '查看响应中的 error.field_violations，每一项都写明了字段和原因。全部改正后重试。',
    en: 'Field validation failed. A required field is missing, or a length or value is not allowed.',
    enAdvice:
      'See error.field_violations in the response: each entry names a field and a reason. Fix them all, then retry.',
  },
  20013: {
    zh: '传入的 tenant_access_token 无效。',
    zhAdvice: '重新获取 tenant_access_token，并确认它属于当前应用。',
    en: 'The tenant_access_token is invalid.',
    enAdvice: 'Get a new tenant_access_token and make sure that it belongs to this app.',
  },
  99991661: {
    zh: '请求缺少访问凭证。也可能是 Authorization 没有以“Bearer ”开头。通用错误码表写作“Need a token”。',
    zhAdvice: '添加请求头 Authorization: Bearer t-…，Bearer 与 token 之间留一个空格。',
    en: 'The access token is missing. Or Authorization does not start with “Bearer ”. The generic code table says “Need a token”.',
    enAdvice:
      'Add the header Authorization: Bearer t-…, with one space between Bearer and the token.',
  },
  99991663: {
    zh: 'tenant_access_token 无效或已过期。也可能是该接口不接受 tenant_access_token。凭证先于参数检查，因此此错误码不能说明参数是否正确。',
    zhAdvice:
      '换用新的 tenant_access_token 重试。反复出现时，确认 token 与接口属于同一平台：飞书使用 open.feishu.cn，Lark 使用 open.larksuite.com。',
    en: 'The tenant_access_token is invalid or expired. Or this call does not accept one. Tokens are checked first, so the parameters may still be wrong.',
    enAdvice:
      'Retry with a new tenant_access_token. If the code remains, make sure that token and call belong to the same platform: open.feishu.cn for Feishu, open.larksuite.com for Lark.',
  },
  99991664: {
    zh: 'app_access_token 无效。',
    zhAdvice:
      '重新获取 app_access_token。push_follow_up 只接受 tenant_access_token（以 t- 开头）。',
    en: 'The app_access_token is invalid.',
    enAdvice:
      'Get a new app_access_token. push_follow_up only accepts a tenant_access_token (it starts with t-).',
  },
  99991665: {
    zh: 'tenant_access_token 无效。',
    zhAdvice: '重新获取 tenant_access_token。商店应用还要检查 tenant_key。',
    en: 'The tenant_access_token is invalid.',
    enAdvice: 'Get a new tenant_access_token. For a store app, check the tenant_key too.',
  },
  99991668: {
    zh: 'user_access_token 已失效。如果 msg 是“user access token not support”，则是该接口不接受 user_access_token。',
    zhAdvice: '改用 tenant_access_token（以 t- 开头），push_follow_up 只接受它。',
    en: 'The user_access_token is no longer valid. If the msg is “user access token not support”, this call does not accept user tokens.',
    enAdvice: 'Use a tenant_access_token (it starts with t-); push_follow_up accepts nothing else.',
  },
  99991671: {
    zh: '访问凭证的格式不正确。必须以 t- 或 u- 开头。',
    zhAdvice: '检查是否把 App Secret 等其他内容当成了 token，或复制时漏了开头。',
    en: 'The access token has the wrong format. It must start with t- or u-.',
    enAdvice:
      'Check whether the App Secret was used as the token, or whether its beginning was not copied.',
  },
  99991677: {
    zh: 'user_access_token 已过期。',
    zhAdvice:
      '刷新 user_access_token。调用 push_follow_up 时请改用 tenant_access_token（以 t- 开头）。',
    en: 'The user_access_token has expired.',
    enAdvice:
      'Refresh the user_access_token. For push_follow_up, use a tenant_access_token (it starts with t-).',
  },
  99991543: {
    zh: 'App ID 或 App Secret 不存在。',
    zhAdvice: '在开发者后台“凭证与基础信息”页检查 App ID 和 App Secret。',
    en: 'The App ID or the App Secret does not exist.',
    enAdvice: 'Check App ID and App Secret on “Credentials & Basic Info” in the developer console.',
  },
  99991662: {
    zh: '应用未启用。可能已被停用。',
    zhAdvice: '请企业管理员在管理后台确认应用未被停用。',
    en: 'The app is not in use. It may be disabled.',
    enAdvice: 'Ask the administrator whether the app is disabled in the admin console.',
  },
  99991672: {
    zh: '应用缺少该接口的权限。msg 列出了所需权限，有其中任意一项即可。',
    zhAdvice:
      '打开响应中的权限申请链接，或在开发者后台“开发配置 › 权限管理”页开通其中一项。push_follow_up 需要 im:message 或 im:message:send_as_bot。需要审核的权限，在版本发布并审核通过后生效。',
    en: 'The app lacks a scope that this call requires. The msg lists the scopes; any one of them is enough.',
    enAdvice:
      'Open the link in the response, or add one of the scopes on “Permissions & Scopes” in the developer console. push_follow_up needs im:message or im:message:send_as_bot. A scope that needs review takes effect after a version is released and approved.',
  },
  99991673: {
    zh: '应用状态不可用。',
    zhAdvice: '确认应用已在当前企业安装并启用。',
    en: 'The app is unavailable.',
    enAdvice: 'Make sure that the app is installed and enabled in this tenant.',
  },
  99991674: {
    zh: '请求的 user type 无效。',
    zhAdvice: '检查访问凭证的类型。本控制台的请求都使用 tenant_access_token。',
    en: 'The user type of the request is invalid.',
    enAdvice: 'Check the type of the access token. This console only uses a tenant_access_token.',
  },
  99991675: {
    zh: '请求的 user_id 格式错误。',
    zhAdvice: '检查 user_id 的值，以及请求中的 ID 类型是否与它一致。',
    en: 'The user_id has the wrong format.',
    enAdvice: 'Check the user_id and that the ID type in the request matches it.',
  },
  99991676: {
    zh: '访问凭证缺少权限。',
    zhAdvice: '在开发者后台“开发配置 › 权限管理”页确认所需权限已开通并生效。',
    en: 'The access token lacks a permission.',
    enAdvice:
      'On “Permissions & Scopes” in the developer console, make sure that the scopes are granted and in effect.',
  },
  99991679: {
    zh: '用户没有授予应用所需的权限。',
    zhAdvice:
      '按响应中缺失的权限重新发起用户授权。本控制台只以应用身份调用，出现此错误码时请检查 token 类型。',
    en: 'The user has not granted the app this permission.',
    enAdvice:
      'Ask the user to authorize the app again with the scopes named in the response. This console calls as the app only, so check the token type.',
  },
}

export const TOKEN_TEXTS: CatalogueTexts<typeof TOKEN_ROWS> = {
  10003: {
    zh: '获取 token 的请求参数缺失或有误。例如 App ID 不存在。通用错误码表写作“invalid parameter”。',
    zhAdvice:
      '在开发者后台“凭证与基础信息”页检查 App ID 和 App Secret，两者须属于同一个应用。飞书应用使用 open.feishu.cn，Lark 应用使用 open.larksuite.com。',
    en: 'A parameter of the token request is missing or wrong. For example, the App ID does not exist. The generic code table says “invalid parameter”.',
    enAdvice:
      'Check App ID and App Secret on “Credentials & Basic Info” in the developer console; both must belong to the same app. Feishu apps use open.feishu.cn, Lark apps use open.larksuite.com.',
  },
  10005: {
    zh: '鉴权失败。应用信息或企业（租户）信息不正确。',
    zhAdvice: '在开发者后台“凭证与基础信息”页检查 App ID。商店应用还要检查 tenant_key。',
    en: 'Authentication failed. The app or tenant information is wrong.',
    enAdvice:
      'Check the App ID on “Credentials & Basic Info” in the developer console. For a store app, check the tenant_key too.',
  },
  10012: {
    zh: '获取 app_access_token 失败。商店应用的常见原因是 app_ticket 已失效。',
    zhAdvice:
      '检查 App ID 和 App Secret。商店应用可以调用 app_ticket/resend，收到新的 app_ticket 事件后重试。',
    en: 'Could not get the app_access_token. For a store app, the app_ticket has often expired.',
    enAdvice:
      'Check App ID and App Secret. A store app can call app_ticket/resend and retry after the new app_ticket event.',
  },
  10013: {
    zh: '获取 tenant_access_token 失败。',
    zhAdvice: '确认应用已在该企业安装并启用。商店应用还要检查 app_access_token 和 tenant_key。',
    en: 'Could not get the tenant_access_token.',
    enAdvice:
      'Make sure that the app is installed and enabled in the tenant. For a store app, check app_access_token and tenant_key too.',
  },
  10014: {
    zh: 'App Secret 错误，或应用不可用。各处说法不一：实际的 msg 有“app secret invalid”和“app id not exists”，通用错误码表写作“app unauthorized”，即应用可能已停用。',
    zhAdvice:
      '在开发者后台“凭证与基础信息”页重新复制 App Secret，注意不要带上空格。同时确认应用未被停用。',
    en: 'The App Secret is wrong, or the app is unavailable. Sources differ: the msg has been “app secret invalid” and “app id not exists”. The generic code table says “app unauthorized”, so the app may be disabled.',
    enAdvice:
      'Copy the App Secret again from “Credentials & Basic Info” in the developer console, without spaces. Make sure that the app is not disabled.',
  },
  10015: {
    zh: 'App Secret 错误。',
    zhAdvice: '在开发者后台“凭证与基础信息”页重新复制 App Secret。如果重置过，请使用新的。',
    en: 'The App Secret is wrong.',
    enAdvice:
      'Copy the App Secret again from “Credentials & Basic Info” in the developer console. If it was reset, use the new one.',
  },
  10016: {
    zh: '重新获取 app_ticket 失败。自建应用不能调用这个接口。',
    zhAdvice:
      '确认应用是商店应用。自建应用不需要 app_ticket，直接使用 App ID 和 App Secret 获取 token。',
    en: 'Could not resend the app_ticket. Custom apps cannot use this call.',
    enAdvice:
      'Make sure that the app is a store app. A custom app needs only App ID and App Secret to get a token.',
  },
  20014: {
    zh: 'app_access_token 校验失败。文档只给出中文，没有英文 msg。',
    zhAdvice: '重新获取 app_access_token 后重试。只有商店应用会遇到此错误码。',
    en: 'The app_access_token failed validation. The documentation gives a Chinese msg only.',
    enAdvice: 'Get a new app_access_token and retry. Only store apps get this code.',
  },
}
