import { LIMITS } from '#contract/limits'
import { defineTexts } from '../i18n/texts.ts'

const { messageAgeSeconds } = LIMITS

export const precheckTexts = defineTexts({
  en: {
    title: 'Will it work?',
    checking: 'Checking whether it would work…',
    idle: 'Not checked whether it would work',
    failed: 'Whether it would work was not checked: the console did not answer.',
    works: 'Would work now',
    worked: 'Would have worked when it was last checked',
    refused: (code: number, assumed: boolean, why: string) =>
      `Would be refused with ${code}${assumed ? ' (assumed)' : ''}${why && `: ${why}`}`,
    unclear: (unknown: string) => `Cannot be told; not checked: ${unknown}`,
    list: (names: readonly string[]) => names.join(', '),
    over: `Too late, as far as known: ${messageAgeSeconds} s are over, and 230002 would come.`,
    newMessage: 'Send a new message',
    again: 'Check again',
    stop: 'Stop checking',
    details: 'What was checked',
    stale: 'Found over 30 s ago; the chat may have gone on.',
    race: 'A newer message may still arrive before yours does.',
    left: 'Time left for bubbles, approximately',
    leftNow: (minutes: number, seconds: number) =>
      minutes > 0
        ? `About ${minutes === 1 ? '1 minute' : `${minutes} minutes`} left for bubbles`
        : seconds > 0
          ? `About ${seconds} seconds left for bubbles`
          : 'The time for bubbles is over',
    approximately: 'approx.',
    estimate: (skew: string | null) =>
      skew === null
        ? 'An estimate: the clocks of the platform and of this machine may differ.'
        : `An estimate: the platform’s clock differs by ${skew}, which is counted in.`,
    checkProfile: 'Check this profile',
    code: (code: number) => `code ${code}`,
    assumed: 'assumed',
    assumedWhy: 'Feishu does not document this code, or how it can be told beforehand.',
    checks: {
      message_id: 'Shape of the id',
      token: 'Token',
      scope: 'Permission',
      budget: 'Rate limit',
      message_exists: 'The message exists',
      sent_by_this_bot: 'Sent by this bot',
      p2p: 'One-to-one chat',
      user_visible: 'The user can be reached',
      latest: 'Latest message',
      age: `Younger than ${messageAgeSeconds} s`,
      not_followed: 'No bubbles yet',
      bot: 'Bot ability',
      not_recalled: 'Not recalled',
    },
    budgetLeft: (left: number, limit: number) => `${left} of ${limit} pushes left this minute`,
    budgetPaused: (seconds: number, by: 'platform' | 'console' | null) =>
      by === 'platform'
        ? `The platform asks to wait ${seconds} s`
        : `Rate limit used up; goes on in ${seconds} s`,
  },
  zh: {
    title: '能否成功',
    checking: '正在检查能否成功…',
    idle: '未检查能否成功',
    failed: '未能检查是否会成功：控制台没有响应。',
    works: '现在发送会成功',
    worked: '上次检查时可以成功',
    refused: (code, assumed, why) =>
      `会被拒绝，错误码 ${code}${assumed ? '（假定）' : ''}${why && `：${why}`}`,
    unclear: (unknown) => `无法判断；未检查：${unknown}`,
    list: (names) => names.join('、'),
    over: `据目前所知已经太晚：超过 ${messageAgeSeconds} 秒，会得到 230002。`,
    newMessage: '发送新消息',
    again: '重新检查',
    stop: '停止检查',
    details: '检查了什么',
    stale: '这是 30 多秒前的结果，会话可能已有变化。',
    race: '在您发送之前，仍可能有更新的消息到达。',
    left: '可添加气泡的剩余时间（约）',
    leftNow: (minutes, seconds) =>
      minutes > 0
        ? `添加气泡约剩 ${minutes} 分钟`
        : seconds > 0
          ? `添加气泡约剩 ${seconds} 秒`
          : '添加气泡的时间已过',
    approximately: '约',
    estimate: (skew) =>
      skew === null
        ? '这是估计值：平台与本机的时钟可能不同。'
        : `这是估计值：平台时钟相差 ${skew}，已计算在内。`,
    checkProfile: '检查此应用配置',
    code: (code) => `错误码 ${code}`,
    assumed: '假定',
    assumedWhy: '飞书没有说明这个错误码，或如何事先判断。',
    checks: {
      message_id: 'id 的形式',
      token: '令牌',
      scope: '权限',
      budget: '频率限制',
      message_exists: '消息存在',
      sent_by_this_bot: '由此机器人发出',
      p2p: '单聊',
      user_visible: '机器人对用户可见',
      latest: '最新一条消息',
      age: `未超过 ${messageAgeSeconds} 秒`,
      not_followed: '尚无气泡',
      bot: '机器人能力',
      not_recalled: '未被撤回',
    },
    budgetLeft: (left, limit) => `本分钟还可发送 ${left} 次（共 ${limit} 次）`,
    budgetPaused: (seconds, by) =>
      by === 'platform' ? `平台要求等待 ${seconds} 秒` : `频率额度已用完，${seconds} 秒后继续`,
  },
})
