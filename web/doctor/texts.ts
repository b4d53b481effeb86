import { defineTexts } from '../i18n/texts.ts'

export const doctorTexts = defineTexts({
  en: {
    title: 'Check this profile',
    running: 'Asking the platform…',
    again: 'Check again',
    copy: 'Copy as text',
    failed: 'The console did not answer, so nothing was checked.',
    allGood: 'Nothing stands in the way.',
    failures: (n: number) =>
      n === 1 ? 'One thing stands in the way.' : `${n} things stand in the way.`,
    someUnknown: 'Nothing found that stands in the way; not everything could be checked.',
    code: (code: number) => `code ${code}`,
    optional: 'optional',
    checks: {
      address: 'Address',
      clock: 'Clock',
      token: 'Token',
      bot: 'Bot',
      push_scope: 'Permission to push',
      message_scope: 'Permission to read messages',
      chat_scope: 'Permission to read chats',
      contact_scope: 'Permission to find people',
      visibility_scope: 'Permission to see who can use the app',
      budget: 'Rate limit',
    },
    status: { pass: 'pass', fail: 'FAIL', not_checked: 'not checked' },
  },
  zh: {
    title: '检查此应用配置',
    running: '正在询问平台…',
    again: '重新检查',
    copy: '复制为文字',
    failed: '控制台没有响应，什么都没有检查。',
    allGood: '没有任何障碍。',
    failures: (n) => `有 ${n} 处障碍。`,
    someUnknown: '没有发现障碍，但并非每一项都能检查。',
    code: (code) => `错误码 ${code}`,
    optional: '可选',
    checks: {
      address: '地址',
      clock: '时钟',
      token: '令牌',
      bot: '机器人',
      push_scope: '添加气泡的权限',
      message_scope: '读取消息的权限',
      chat_scope: '读取会话的权限',
      contact_scope: '查找人员的权限',
      visibility_scope: '查看应用可用范围的权限',
      budget: '频率限制',
    },
    status: { pass: '通过', fail: '未通过', not_checked: '未检查' },
  },
})

export type DoctorTexts = (typeof doctorTexts)['en']
