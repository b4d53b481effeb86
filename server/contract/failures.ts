import type { FailureKind } from './exchange.ts'
import type { Outcome } from './exchange-filter.ts'
import type { Bilingual } from './locale.ts'

type FailureExplanation = { meaning: Bilingual; advice: Bilingual }

const CHECK_NETWORK: Bilingual = {
  zh: '请检查运行控制台的机器的网络和防火墙，以及应用的 base_url。',
  en: 'Check the network and firewall of the console machine, and the base_url of the app.',
}
const CHECK_PROXY: Bilingual = {
  zh: '请查看原始响应。它可能来自代理、网关或登录认证页，请检查网络和应用的 base_url。',
  en: 'See the raw response. It may come from a proxy, gateway or login page: check the network and the base_url.',
}

/**
 * Explains each cause of a missing or unusable response. Whether the call was sent depends on the
 * outcome, see {@link CONSEQUENCES}.
 */
export const FAILURES: Record<FailureKind, FailureExplanation> = {
  dns: {
    meaning: {
      zh: '找不到平台的地址：域名解析失败。',
      en: 'The address of the platform was not found: DNS lookup failed.',
    },
    advice: {
      zh: '请检查运行控制台的机器的网络和 DNS，以及应用的 base_url 是否有误。',
      en: 'Check the network and DNS of the console machine, and the base_url for typos.',
    },
  },
  connection_refused: {
    meaning: {
      zh: '连接被拒绝：该地址和端口没有服务。',
      en: 'Connection refused: no service listens at that address and port.',
    },
    advice: {
      zh: '使用模拟器时，请确认它正在运行且端口未变。连接真实平台时，请检查防火墙和 base_url。',
      en: 'For the emulator, check that it runs on this port. For the platform, check the firewall and the base_url.',
    },
  },
  unreachable: {
    meaning: {
      zh: '网络不可达：没有路由，或网络已断开。',
      en: 'The platform is unreachable: no route, or the network is down.',
    },
    advice: CHECK_NETWORK,
  },
  connect_timeout: {
    meaning: { zh: '连接平台超时。', en: 'The connection to the platform timed out.' },
    advice: CHECK_NETWORK,
  },
  proxy: {
    meaning: { zh: '代理没有连通平台。', en: 'The proxy did not connect to the platform.' },
    advice: {
      zh: '请检查 HTTPS_PROXY（或 HTTP_PROXY）中的代理是否运行、是否允许访问平台。PROXY_407 表示代理需要用户名和密码。不经过代理的主机写入 NO_PROXY。',
      en: 'Check that the proxy in HTTPS_PROXY (or HTTP_PROXY) runs and allows the platform. PROXY_407: it needs a user and password. NO_PROXY names hosts without a proxy.',
    },
  },
  tls: {
    meaning: {
      zh: '无法建立安全连接（TLS）：证书可能已过期、不受信任，或与域名不符。',
      en: 'No secure connection (TLS): the certificate may be expired, untrusted or for another name.',
    },
    advice: {
      zh: '请检查机器的时钟，以及是否有代理替换了证书。企业代理的根证书可通过环境变量 NODE_EXTRA_CA_CERTS 提供，然后重启控制台。',
      en: 'Check the clock of the machine, and whether a proxy replaces certificates. Give the root certificate of a company proxy in NODE_EXTRA_CA_CERTS, then restart the console.',
    },
  },
  timeout: {
    meaning: {
      zh: '请求已发出，但没有在限定时间内收到完整响应。',
      en: 'The request was sent, but no complete response came in time.',
    },
    advice: {
      zh: '网络或平台可能较慢：请检查网络，稍等片刻再操作。',
      en: 'The network or the platform may be slow: check the network and wait a moment.',
    },
  },
  reset: {
    meaning: {
      zh: '请求已发出，但连接在收到完整响应前断开。',
      en: 'The request was sent, but the connection closed before a complete response.',
    },
    advice: {
      zh: '请检查网络是否稳定，以及是否有代理或防火墙切断连接。',
      en: 'Check that the network is stable and that no proxy or firewall cuts connections.',
    },
  },
  too_large: {
    meaning: {
      zh: '响应超过控制台的大小上限，其余部分没有读取。',
      en: 'The response is larger than the limit of the console; the rest was not read.',
    },
    advice: CHECK_PROXY,
  },
  redirect: {
    meaning: {
      zh: '响应是重定向。控制台不跟随重定向，以免把 token 发给其他主机。',
      en: 'The response is a redirect. The console never follows one, so that no other host gets the token.',
    },
    advice: CHECK_PROXY,
  },
  truncated: {
    meaning: { zh: '只收到一部分响应。', en: 'Only a part of the response was received.' },
    advice: {
      zh: '请查看已收到的部分，并检查网络是否稳定、是否经过代理。',
      en: 'See the received part, and check whether the network is stable or uses a proxy.',
    },
  },
  not_json: {
    meaning: {
      zh: '响应不是 JSON，可能不是来自飞书。',
      en: 'The response is not JSON, so it may not come from Feishu.',
    },
    advice: CHECK_PROXY,
  },
  no_code: {
    meaning: {
      zh: '响应的 JSON 中没有整数 code，无法判断结果。',
      en: 'The JSON of the response has no integer code, so the result is unclear.',
    },
    advice: CHECK_PROXY,
  },
  no_token: {
    meaning: {
      zh: 'token 接口没有返回可用的 token。',
      en: 'The token endpoint returned no usable token.',
    },
    advice: {
      zh: '请查看 token 接口的原始响应，并确认 base_url 指向飞书、Lark 开放平台或模拟器。',
      en: 'See the raw response of the token endpoint. The base_url must be Feishu, Lark or the emulator.',
    },
  },
  protocol: {
    meaning: {
      zh: '响应不符合 HTTP 协议，无法读取。',
      en: 'The response does not follow HTTP and cannot be read.',
    },
    advice: {
      zh: '请检查 base_url 的协议和端口，以及是否经过代理。',
      en: 'Check the scheme and port of the base_url, and whether a proxy is used.',
    },
  },
  no_secret: {
    meaning: {
      zh: '应用没有可用的 App Secret，因此没有获取 token。',
      en: 'The app has no usable App Secret, so no token was requested.',
    },
    advice: {
      zh: '请在“应用”页填写 App Secret。修改 base_url 或 App ID 后，需要重新填写。',
      en: 'Enter the App Secret on the Apps page. A change of base_url or App ID deletes it.',
    },
  },
  no_app_ticket: {
    meaning: {
      zh: '商店应用还没有 app_ticket，无法获取 token。',
      en: 'The store app has no app_ticket yet, so it can’t get a token.',
    },
    advice: {
      zh: '平台每小时把 app_ticket 推送到应用的事件地址，控制台也已请求重新推送。收到后请填到“应用”页。',
      en: 'The platform sends it to the event URL of the app every hour. The console asked for it too. Enter it on the Apps page.',
    },
  },
  no_tenant_key: {
    meaning: {
      zh: '商店应用没有 tenant_key，无法确定为哪个企业调用。',
      en: 'The store app has no tenant_key, so the tenant is unknown.',
    },
    advice: {
      zh: '请在“应用”页填写 tenant_key，它来自企业安装或启用应用的事件。',
      en: 'Enter the tenant_key on the Apps page; it comes with the event of the installation.',
    },
  },
  no_pasted_token: {
    meaning: {
      zh: '应用使用粘贴的 tenant_access_token，但当前浏览器会话没有。',
      en: 'The app uses a pasted tenant_access_token, but this browser session has none.',
    },
    advice: {
      zh: '请在“应用”页粘贴 token。它仅对当前浏览器会话有效，不会写入发送记录。',
      en: 'Paste one on the Apps page. It is for this browser session only, and never part of the history.',
    },
  },
  pasted_token_expired: {
    meaning: {
      zh: '粘贴的 tenant_access_token 已过期。',
      en: 'The pasted tenant_access_token has expired.',
    },
    advice: {
      zh: '请获取新的 token，并在“应用”页重新粘贴。控制台不会自动续期。',
      en: 'Get a new one and paste it on the Apps page. The console does not renew it.',
    },
  },
  rate_limited: {
    meaning: {
      zh: '平台限流没有及时恢复，控制台停止了等待。',
      en: 'The rate limit of the platform did not reset in time, so the console stopped waiting.',
    },
    advice: {
      zh: '请在 detail 中的时间之后重试，控制台不会自动重发。',
      en: 'Retry after the time in detail. The console does not retry automatically.',
    },
  },
  crashed: {
    meaning: {
      zh: '控制台在得到结果前停止运行（崩溃、断电或被强制结束）。',
      en: 'The console stopped before it had a result: a crash, a power cut or a kill.',
    },
    advice: {
      zh: '请查看服务器的日志和机器状态，停止时的步骤见 detail。',
      en: 'See the log of the server and the state of the machine. The detail names the step.',
    },
  },
  storage: {
    meaning: {
      zh: '控制台无法写入发送记录，因此中止了发送。',
      en: 'The console could not write to the history, so it stopped sending.',
    },
    advice: {
      zh: '请检查数据目录的磁盘空间和权限，或数据库连接。',
      en: 'Check the disk space and permissions of the data folder, or the database connection.',
    },
  },
}

/** What each outcome without a response means for the call itself; `unknown` is not a failure. */
export const CONSEQUENCES: Record<Exclude<Outcome, 'answered'>, FailureExplanation> = {
  not_sent: {
    meaning: {
      zh: '调用没有发出，会话没有变化。',
      en: 'Nothing was sent, and the chat is unchanged.',
    },
    advice: { zh: '排除原因后，可以放心重试。', en: 'Fix the cause; then it is safe to retry.' },
  },
  unknown: {
    meaning: {
      zh: '调用已发出，但没有收到可用的响应，结果未知。',
      en: 'The call was sent, but no usable response came. The result is unknown.',
    },
    advice: {
      zh: '请先查看会话，不要直接重试。push_follow_up 可以用同样的内容重发确认：返回 230008 说明上次已生效，除非期间有其他人发送过气泡。重发新消息可能产生重复消息。',
      en: 'Check the chat before you retry. For push_follow_up, one identical retry can confirm it: 230008 means that the first one worked, unless someone else added bubbles meanwhile. A retry of a new message may send it twice.',
    },
  },
  token_refused: {
    meaning: {
      zh: '平台拒绝发放 token，调用没有发出。',
      en: 'The platform rejected the token request, so nothing was sent.',
    },
    advice: {
      zh: '请按 token 接口返回的错误码处理，通常是 App ID 或 App Secret 有误。修正后可以放心重试。',
      en: 'Follow the code of the token endpoint, most often a wrong App ID or App Secret. Then it is safe to retry.',
    },
  },
}
