/** How events reach an app by long connection. */
export const ABOUT_CONNECTIONS = {
  connection_subscribes: {
    values: ['yes', 'no'],
    description: {
      zh: '应用没有事件订阅时，首个长连接是否自动启用长连接订阅。默认启用：机器人无需配置。平台上由开发者在后台选择。',
      en: 'Whether the first long connection of an app without a subscription sets it to long connection. Default yes, so that a bot needs no setup. On the platform the developer chooses it in the console.',
    },
  },
  connection_limit: {
    values: ['50', '3'],
    description: {
      zh: '一个应用最多有几个长连接，超过时返回 1000040350。默认 50，见文档。有用户在 3 个时遇到上限。',
      en: 'How many long connections an app can have; one more gets 1000040350. Default 50, as documented. One user reported a limit of 3.',
    },
  },
  connection_frames: {
    values: ['whole', 'parts'],
    description: {
      zh: '长连接上的事件放在一帧中，还是分为三帧。默认一帧：文档没有说明何时拆分。parts 用于测试合并。',
      en: 'Whether an event on a long connection is one frame or three. Default one: Feishu does not document when it splits an event. parts tests how a bot joins them.',
    },
  },
  connection_repeats: {
    values: ['yes', 'no'],
    description: {
      zh: '长连接上未确认的事件是否重发。默认约 5 分钟、1 小时、6 小时后重发，event_id 不变：线上实测如此。',
      en: 'Whether an event that a long connection did not acknowledge is sent again. By default after about 5 min, 1 h and 6 h with the same event_id: seen live.',
    },
  },
  connection_refusal: {
    values: ['403', '514', '1000040344'],
    description: {
      zh: '商店应用或停用的应用请求长连接时的错误码。默认 403：长连接仅支持自建应用，客户端收到 403 后不再重试。',
      en: 'The code if a store app or a disabled app requests a long connection. Default 403: only custom apps may have one, and clients do not try again.',
    },
  },
  handshake_refusal: {
    values: ['by_reason', '403', '514'],
    description: {
      zh: '长连接握手被拒绝时的 Handshake-Status。默认不可连接的应用为 403，其余为 514 并带 Handshake-Autherrcode：客户端读取这些响应头，但文档没有说明。HTTP 状态均为 403。',
      en: 'The Handshake-Status of a refused handshake. Default 403 for an app that may have none, else 514 with a Handshake-Autherrcode: clients read these headers, but the documentation lacks them. The HTTP status is 403 in each case.',
    },
  },
  registration_secret: {
    values: ['once', 'again'],
    description: {
      zh: '扫码连接的应用密钥是只返回一次，还是再次轮询时也返回。默认一次（之后为 expired_token），与设备授权流程的惯例一致。',
      en: 'Whether the secret of an app connected by scan is returned once or to later polls too. Default once, then expired_token, as device flows usually do.',
    },
  },
} as const
