import { LIMITS } from '#contract/limits'
import { defineTexts } from '../../i18n/texts.ts'

const { messageAgeSeconds } = LIMITS

/** The texts of the list of checks. */
export const precheckTexts = defineTexts({
  en: {
    newMessageWhy: (to: string) => `Send creates a new message for ${to}, then adds the bubbles.`,
    chooseMessage: 'Choose a message',
    newMessage: 'Send a new message',
    again: 'Check again',
    stop: 'Stop checking',
    checks: 'Checks',
    stale: 'Checked over 30 s ago.',
    race: 'A newer message may still arrive first.',
    left: 'Time left for bubbles',
    estimate: (skew: string | null) =>
      skew === null
        ? 'An estimate: the platform’s clock may differ.'
        : `An estimate: the platform’s clock differs by ${skew}.`,
    testConnection: 'Test connection',
    code: (code: number) => `code ${code}`,
    undocumented: 'undocumented',
    undocumentedWhy: 'Feishu does not document this; the console assumes it.',
    names: {
      message_id: 'Message ID format',
      token: 'Token',
      scope: 'Permission',
      budget: 'Rate limit',
      message_exists: 'Message exists',
      sent_by_this_bot: 'Sent by this bot',
      p2p: 'One-to-one chat',
      user_visible: 'User available to bot',
      latest: 'Latest message',
      age: `Not older than ${messageAgeSeconds} s`,
      not_followed: 'No bubbles yet',
      bot: 'Bot enabled',
      not_recalled: 'Not recalled',
    },
    budgetLeft: (left: number, limit: number) => `${left} of ${limit} pushes left this minute`,
    budgetPaused: (seconds: number, by: 'platform' | 'console' | null) =>
      by === 'platform'
        ? `The platform asks to wait ${seconds} s`
        : `Rate limit reached; resumes in ${seconds} s`,
  },
  zh: {
    newMessageWhy: (to) => `发送时会先给${to}发一条新消息，再添加气泡。`,
    chooseMessage: '选择消息',
    newMessage: '发送新消息',
    again: '重新检查',
    stop: '停止检查',
    checks: '检查项',
    stale: '检查结果已超过 30 秒。',
    race: '仍可能有更新的消息先到达。',
    left: '可添加气泡的剩余时间',
    estimate: (skew) =>
      skew === null ? '估计值：平台时钟可能不同。' : `估计值：平台时钟相差 ${skew}。`,
    testConnection: '检测连接',
    code: (code) => `错误码 ${code}`,
    undocumented: '文档未说明',
    undocumentedWhy: '飞书文档未说明，由控制台推定。',
    names: {
      message_id: '消息 ID 格式',
      token: 'token',
      scope: '权限',
      budget: '频率限制',
      message_exists: '消息存在',
      sent_by_this_bot: '由此机器人发送',
      p2p: '单聊',
      user_visible: '用户在机器人可用范围内',
      latest: '最新一条消息',
      age: `未超过 ${messageAgeSeconds} 秒`,
      not_followed: '尚无气泡',
      bot: '机器人已启用',
      not_recalled: '未撤回',
    },
    budgetLeft: (left, limit) => `本分钟还可发送 ${left} 次（共 ${limit} 次）`,
    budgetPaused: (seconds, by) =>
      by === 'platform' ? `平台要求等待 ${seconds} 秒` : `已达频率限制，${seconds} 秒后恢复`,
  },
})
