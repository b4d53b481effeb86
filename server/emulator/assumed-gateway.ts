import type { Definition } from './assumption-definition.ts'

/** What stands in front of the calls. */
export const ABOUT_GATEWAY = {
  bot_ability_off: {
    values: ['11205', '11240', '230001'],
    description: {
      zh: '应用未开启机器人能力时 push_follow_up 返回什么没有文档。默认 11205：通用错误码表用它表示应用没有机器人。消息接口自己的 230006 在这里另有含义。',
      en: 'What push_follow_up answers an app without bot ability is not documented. 11205 by default: the generic table has it for an app without a bot. The 230006 of the message calls means something else here.',
    },
  },
  disabled_app: {
    values: ['99991662', '99991673'],
    description: {
      zh: '应用被停用后，仍未过期的 token 会得到哪个错误码没有文档。默认 99991662：它的说明就是应用未启用。',
      en: 'Which code a token still running is answered once its app is disabled is not documented. 99991662 by default: its text says that the app is not in use.',
    },
  },
  disabled_app_token: {
    values: ['10014', '10005'],
    description: {
      zh: '应用被停用后获取 token 会得到哪个错误码没有文档。默认 10014：通用错误码表把它写作“app unauthorized”。',
      en: 'Which code a disabled app is answered when it asks for a token is not documented. 10014 by default: the generic table words it "app unauthorized".',
    },
  },
  undocumented_http_status: {
    values: ['400', '200'],
    description: {
      zh: '文档和实测都没有给出某些错误码的 HTTP 状态码。默认 400：已知的业务错误码都是它。',
      en: 'For some codes no HTTP status is documented or was seen. 400 by default: the known refusals have it.',
    },
  },
  rate_limiter: {
    values: ['window', 'bucket', 'off'],
    description: {
      zh: '限频是按固定时间窗还是令牌桶计算没有文档。默认按时间窗：文档以“每秒、每分钟次数”描述，且响应头给出重置秒数。off 关闭限频，仅供压力测试。',
      en: 'Whether limits are counted in fixed windows or by a token bucket is not documented. Windows by default: they are stated as calls per second and per minute, and a header tells the seconds to the reset. off turns them off, for load tests.',
    },
  },
} as const satisfies Record<string, Definition>
