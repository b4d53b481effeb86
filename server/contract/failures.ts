import type { FailureKind } from './exchange.ts'
import type { Outcome } from './exchange-filter.ts'
import type { Bilingual } from './locale.ts'

type FailureExplanation = { meaning: Bilingual; advice: Bilingual }

const CHECK_NETWORK: Bilingual = {
  zh: '检查运行控制台的机器的网络和防火墙，以及所选 profile 的 base_url。',
  en: 'Check the network and firewall of the machine that runs this console, and the base_url of the profile.',
}
const CHECK_WHAT_STANDS_BETWEEN: Bilingual = {
  zh: '查看收到的原始内容。它多半来自代理、网关或上网认证页；请检查网络，以及所选 profile 的 base_url。',
  en: 'Look at the raw answer. It is most likely the work of a proxy, a gateway or a network login page: check the network and the base_url of the profile.',
}

/**
 * Explains each cause of a missing or unusable response. Whether the call was sent depends on the
 * outcome, see {@link CONSEQUENCES}.
 */
export const FAILURES: Record<FailureKind, FailureExplanation> = {
  dns: {
    meaning: {
      zh: '找不到上游的地址：域名解析失败。',
      en: 'The address of the upstream could not be found: its name did not resolve.',
    },
    advice: {
      zh: '检查运行控制台的机器的网络和 DNS，以及所选 profile 的 base_url 有没有写错。',
      en: 'Check the network and DNS of the machine that runs this console, and the base_url of the profile for a typing error.',
    },
  },
  connection_refused: {
    meaning: {
      zh: '上游拒绝了连接：那个地址和端口上没有服务。',
      en: 'The upstream refused the connection: nothing listens at that address and port.',
    },
    advice: {
      zh: '使用模拟器时，确认它在运行、端口没有变；连接真实平台时，检查防火墙和 base_url。',
      en: 'With the emulator, make sure that it runs and on the same port; with the real platform, check the firewall and the base_url.',
    },
  },
  unreachable: {
    meaning: {
      zh: '网络到不了上游：没有通往它的路由，或网络已断开。',
      en: 'The upstream cannot be reached: there is no route to it or the network is down.',
    },
    advice: CHECK_NETWORK,
  },
  connect_timeout: {
    meaning: {
      zh: '没能在限定时间内与上游建立连接。',
      en: 'No connection to the upstream came about within the time limit.',
    },
    advice: CHECK_NETWORK,
  },
  tls: {
    meaning: {
      zh: '没能与上游建立安全连接（TLS），例如证书已过期、不受信任或与域名不符。',
      en: 'No secure connection (TLS) to the upstream came about, for example because a certificate has expired, is not trusted or belongs to another name.',
    },
    advice: {
      zh: '检查机器的时钟，以及网络中是否有替换证书的代理。企业代理的根证书可以用环境变量 NODE_EXTRA_CA_CERTS 告诉控制台，然后重启。',
      en: 'Check the clock of the machine and whether a proxy replaces certificates. The root certificate of a company proxy can be given to the console in the environment variable NODE_EXTRA_CA_CERTS; restart it then.',
    },
  },
  timeout: {
    meaning: {
      zh: '请求已经发出，但没有在限定时间内等到完整的回答。',
      en: 'The request went out, but no complete answer came within the time limit.',
    },
    advice: {
      zh: '可能是网络慢，也可能是上游慢：检查网络，稍等一会儿再做判断。',
      en: 'The network or the upstream may be slow: check the network and give it a moment before you judge.',
    },
  },
  reset: {
    meaning: {
      zh: '请求已经发出，但连接在收到完整的回答之前断开了。',
      en: 'The request went out, but the connection broke before a complete answer came.',
    },
    advice: {
      zh: '检查网络是否稳定，以及途中是否有会切断连接的代理或防火墙。',
      en: 'Check whether the network is stable and whether a proxy or firewall on the way cuts connections.',
    },
  },
  too_large: {
    meaning: {
      zh: '收到的回答超过了控制台愿意读取的大小，后面的部分没有读。',
      en: 'The answer is larger than this console is willing to read; the rest of it was left unread.',
    },
    advice: CHECK_WHAT_STANDS_BETWEEN,
  },
  redirect: {
    meaning: {
      zh: '收到的是重定向。控制台从不跟随重定向，以免把 token 带到别的主机。',
      en: 'The answer is a redirect. This console never follows one, so as not to carry the token to another host.',
    },
    advice: CHECK_WHAT_STANDS_BETWEEN,
  },
  truncated: {
    meaning: {
      zh: '回答只收到一部分就结束了。',
      en: 'The answer ended before all of it had come.',
    },
    advice: {
      zh: '查看已收到的部分，并检查网络是否稳定、途中是否有代理。',
      en: 'Look at the part that came, and check whether the network is stable and whether a proxy is on the way.',
    },
  },
  not_json: {
    meaning: {
      zh: '收到的回答不是 JSON，不像是飞书给出的。',
      en: 'The answer is not JSON, so it is hardly one of Feishu.',
    },
    advice: CHECK_WHAT_STANDS_BETWEEN,
  },
  no_code: {
    meaning: {
      zh: '收到的 JSON 里没有整数 code，无法据此判断结果。',
      en: 'The JSON received holds no integer code, so the result cannot be read from it.',
    },
    advice: CHECK_WHAT_STANDS_BETWEEN,
  },
  no_token: {
    meaning: {
      zh: '获取 token 的接口没有给出可用的 token。',
      en: 'The token endpoint gave no usable token.',
    },
    advice: {
      zh: '查看 token 接口的原始回答，并确认所选 profile 的 base_url 指向飞书或 Lark 的开放平台，或指向模拟器。',
      en: 'Look at the raw answer of the token endpoint, and make sure that the base_url of the profile is the open platform of Feishu or Lark, or the emulator.',
    },
  },
  protocol: {
    meaning: {
      zh: '收到的内容不符合 HTTP 协议，无法读取。',
      en: 'What came back does not follow the HTTP protocol and cannot be read.',
    },
    advice: {
      zh: '检查 base_url 的协议和端口（例如把 https 的端口写成了 http），以及途中是否有代理。',
      en: 'Check the scheme and port of the base_url (http on the port of https, for example) and whether a proxy is on the way.',
    },
  },
  no_secret: {
    meaning: {
      zh: '这个 profile 没有可用的 App Secret，所以没有去获取 token。',
      en: 'The profile has no App Secret that can be used, so no token was asked for.',
    },
    advice: {
      zh: '在“应用配置”页填写 App Secret。改过 base_url 或 App ID 之后，原来的会被删除，需要重新填写。',
      en: 'Enter the App Secret on the Profiles page. A change of base_url or App ID drops the one before, so it has to be entered again.',
    },
  },
  no_app_ticket: {
    meaning: {
      zh: '商店应用还没有 app_ticket，没有它就拿不到 token。',
      en: 'The store app has no app_ticket yet, and without one there is no token.',
    },
    advice: {
      zh: '平台会把 app_ticket 推送到应用自己的事件地址（每小时一次；控制台也已请求重新推送，五分钟内最多一次）。收到后填到“应用配置”页。',
      en: 'The platform sends the app_ticket to the app’s own event address, each hour and when this console asks for it (at most once in five minutes). Enter what arrives there on the Profiles page.',
    },
  },
  no_tenant_key: {
    meaning: {
      zh: '商店应用没有填写 tenant_key，无法知道要以哪个企业的身份调用。',
      en: 'The store app has no tenant_key, so it is not known for which tenant to call.',
    },
    advice: {
      zh: '在“应用配置”页填写 tenant_key；它来自企业安装或启用应用时的事件。',
      en: 'Enter the tenant_key on the Profiles page; it comes with the event of a tenant installing or enabling the app.',
    },
  },
  no_pasted_token: {
    meaning: {
      zh: '这个 profile 使用粘贴的 tenant_access_token，而当前浏览器会话里没有。',
      en: 'The profile works with a pasted tenant_access_token, and this browser session has none.',
    },
    advice: {
      zh: '在“应用配置”页粘贴一个 token。它只保存在服务器内存中、只对当前浏览器会话有效，控制台重启后需要重新粘贴。',
      en: 'Paste one on the Profiles page. It is kept in the server’s memory for this browser session alone, so a restart of the console drops it.',
    },
  },
  pasted_token_expired: {
    meaning: {
      zh: '粘贴的 tenant_access_token 已过期。',
      en: 'The pasted tenant_access_token has expired.',
    },
    advice: {
      zh: '获取一个新的 token，在“应用配置”页重新粘贴。控制台不会自行续期粘贴的 token。',
      en: 'Get a new one and paste it on the Profiles page; the console never renews a pasted token.',
    },
  },
  rate_limited: {
    meaning: {
      zh: '平台的频率限制没有及时腾出名额，控制台把这次调用留住了。',
      en: 'The platform’s rate limit left no room in time, so this console kept the call back.',
    },
    advice: {
      zh: '等 detail 里的时间过后再发；控制台不会自动补发。',
      en: 'Send again after the time that detail names; this console does not do so by itself.',
    },
  },
  crashed: {
    meaning: {
      zh: '控制台在得出结果之前停止了运行（崩溃、断电或被强行结束）。',
      en: 'The console itself stopped before the end: a crash, a power cut or a kill.',
    },
    advice: {
      zh: '查看服务器的日志和机器的状态；停在哪一步见 detail。',
      en: 'Look at the server’s log and the state of the machine; detail says at which step it stopped.',
    },
  },
  storage: {
    meaning: {
      zh: '控制台没能写入账本，所以中止了这次发送。',
      en: 'The console could not write to its ledger and broke the send off.',
    },
    advice: {
      zh: '检查数据目录所在磁盘的剩余空间和权限，或数据库的连接。',
      en: 'Check the free space and the permissions of the disk that holds the data folder, or the connection to the database.',
    },
  },
}

/** What each outcome without a response means for the call itself; `unknown` is not a failure. */
export const CONSEQUENCES: Record<Exclude<Outcome, 'answered'>, FailureExplanation> = {
  not_sent: {
    meaning: {
      zh: '调用没有发出，会话没有任何变化。',
      en: 'Nothing was sent, and nothing has changed in the chat.',
    },
    advice: {
      zh: '排除原因后可以放心再发一次。',
      en: 'Once the cause is gone it is safe to send again.',
    },
  },
  unknown: {
    meaning: {
      zh: '调用已经发出，但没有收到可用的回答：没有人知道它是否生效。',
      en: 'The call went out, but no usable answer came: nobody knows whether it took effect.',
    },
    advice: {
      zh: '不要直接再按一次，先到会话里看。对 push_follow_up，可以有意用同样的内容重发一次：返回 230008 就是上次已经生效的证据，除非期间有别人添加过气泡。重发新消息则可能多出一条。',
      en: 'Do not just press again: look in the chat first. For push_follow_up you may repeat the same call once, on purpose: 230008 is then evidence that the first one took effect, unless someone else added bubbles in between. Repeating a new message may put a second one into the chat.',
    },
  },
  token_refused: {
    meaning: {
      zh: '平台拒绝发放 token，所以调用没有发出。',
      en: 'The platform refused to issue a token, so nothing was sent.',
    },
    advice: {
      zh: '按 token 接口返回的 code 处理，多半是 App ID 或 App Secret 不对；改好后可以放心再发。',
      en: 'Follow the meaning of the code that the token endpoint returned, most often a wrong App ID or App Secret; with that fixed it is safe to send again.',
    },
  },
}
