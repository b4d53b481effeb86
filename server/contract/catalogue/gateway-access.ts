import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

/** What the gateway says, on every call, of the app behind the token and of its scopes. */
export const GATEWAY_ACCESS_CODES: readonly ErrorCode[] = [
  {
    code: 99991543,
    msg: 'login_user invalid',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'App ID 或 App Secret 不存在。',
      en: 'The App ID or the App Secret does not exist.',
    },
    advice: {
      zh: '在开发者后台“凭证与基础信息”页核对 App ID 和 App Secret。',
      en: 'Check App ID and App Secret on the page “Credentials & Basic Info” of the developer console.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991662,
    msg: 'app not in use',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '应用没有在使用中，可能已停用。',
      en: 'The app is not in use; it may be disabled.',
    },
    advice: {
      zh: '请企业管理员在管理后台确认应用没有停用。',
      en: 'Ask the administrator whether the app has been disabled in the admin console.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991672,
    msg: 'Access denied. One of the following scopes is required',
    http_status: 400,
    endpoints: ['any'],
    meaning: {
      zh: '应用没有该接口要求的权限。返回的 msg 会列出权限，有其中任意一项即可。',
      en: 'The app lacks the scope that this call requires. The msg returned lists the scopes; any one of them is enough.',
    },
    advice: {
      zh: '打开返回内容中的权限申请链接，或在开发者后台“开发配置 › 权限管理”页开通其中一项（push_follow_up 需要 im:message 或 im:message:send_as_bot）。需要审核的权限，要发布版本并审核通过后才生效。',
      en: 'Open the link in the answer, or add one of the scopes on the page “Permissions & Scopes” of the developer console (push_follow_up needs im:message or im:message:send_as_bot). A scope that needs review takes effect once a version with it has been released and approved.',
    },
    retryable: false,
    source: PAGES.missingScope,
  },
  {
    code: 99991673,
    msg: 'unauthorized app',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '应用状态不可用。',
      en: 'The app is not in a usable state.',
    },
    advice: {
      zh: '确认应用已在当前企业安装并启用。',
      en: 'Make sure that the app is installed and enabled in this tenant.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991674,
    msg: 'user type not support',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '请求使用的 user type 无效。',
      en: 'The user type of the request is invalid.',
    },
    advice: {
      zh: '检查访问凭证的类型；本控制台的各个接口都用 tenant_access_token 调用。',
      en: 'Check the kind of the access token; this console makes all its calls with a tenant_access_token.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991675,
    msg: 'parse user error',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '请求使用的 user_id 格式错误。',
      en: 'The user_id of the request has the wrong format.',
    },
    advice: {
      zh: '检查 user_id 的值，以及请求里写的 ID 类型是否与它相符。',
      en: 'Check the user_id and whether the id type named in the request fits it.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991676,
    msg: 'token no permission',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '访问凭证没有对应的权限。',
      en: 'The access token lacks the permission.',
    },
    advice: {
      zh: '在开发者后台“开发配置 › 权限管理”页确认所需权限已开通并生效。',
      en: 'Make sure on the page “Permissions & Scopes” of the developer console that the scopes needed are granted and in effect.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99991679,
    msg: 'Unauthorized. You do not have permission to perform the requested operation on the resource. Please request user re-authorization and try again.',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '用户没有授予应用所需的权限。',
      en: 'The user has not granted the app the permission needed.',
    },
    advice: {
      zh: '按返回信息中缺失的权限重新发起用户授权。本控制台只用应用身份调用，出现此码时请检查 token 类型。',
      en: 'Ask the user to authorise the app again with the scopes that the answer names. This console calls as the app only, so check the kind of token if the code shows up here.',
    },
    retryable: false,
    source: PAGES.missingUserScope,
  },
]
