import type { Hints } from '../validation/hints.ts'
import { APPROVAL_LIMITS } from './approvals.ts'
import { PEOPLE_LIMITS, TOKEN_LIMITS } from './people.ts'
import { PASSWORD_LIMITS } from './session.ts'

/** The hints for issues of people, their sign-in and their tokens, by key. */
export const ACCESS_HINTS = {
  grant_app_shape: {
    zh: 'app 应为应用的 ID、test（所有测试应用）或 *（所有应用）。',
    en: 'app must be the ID of an app, test (every test app) or * (every app).',
  },
  grant_role: {
    zh: 'role 应为 viewer、sender、editor 或 admin。',
    en: 'role must be viewer, sender, editor or admin.',
  },
  too_many_grants: {
    zh: `最多 ${PEOPLE_LIMITS.grants.max} 条授权。`,
    en: `At most ${PEOPLE_LIMITS.grants.max} grants.`,
  },
  person_name_shape: {
    zh: `名称应为 1–${PEOPLE_LIMITS.name.max} 个字符，不含控制字符。`,
    en: `Use a name of 1–${PEOPLE_LIMITS.name.max} characters without control characters.`,
  },
  sign_in_name_shape: {
    zh: '登录名最多 64 个字符：小写字母、数字和 . _ @ + -。',
    en: 'A sign-in name has up to 64 characters: a–z, digits and . _ @ + -.',
  },
  sign_in_name_taken: { zh: '已有此登录名。', en: 'This sign-in name is taken.' },
  password_length: {
    zh: `密码应为 ${PASSWORD_LIMITS.min}–${PASSWORD_LIMITS.max} 个字符。`,
    en: `A password has ${PASSWORD_LIMITS.min}–${PASSWORD_LIMITS.max} characters.`,
  },
  password_guessable: {
    zh: '这个密码容易被猜到，请换一个，例如几个不相关的词。',
    en: 'This password is easy to guess. Use another one, for example several unrelated words.',
  },
  password_wrong: { zh: '当前密码不正确。', en: 'The current password is wrong.' },
  setup_token: { zh: '链接无效或已失效。', en: 'The link is wrong or has ended.' },
  sign_in_way: { zh: '没有这种登录方式。', en: 'There is no such way to sign in.' },
  sign_in_needs_tls: {
    zh: '只能通过 HTTPS 或在本机登录。',
    en: 'Sign in over HTTPS, or on the machine itself.',
  },
  return_path: { zh: '路径过长。', en: 'The path is too long.' },
  people_full: {
    zh: `最多 ${PEOPLE_LIMITS.people.max} 人。`,
    en: `At most ${PEOPLE_LIMITS.people.max} people.`,
  },
  own_rights: {
    zh: '不能更改自己的角色或停用自己，请由其他管理员操作。',
    en: 'You can’t change your own role or disable yourself. Ask another admin.',
  },
  admin_by_setting: {
    zh: '此人是由 ADMINS 设置的管理员，请先在服务器上更改该设置。',
    en: 'This person is an admin by the setting ADMINS. Change it on the server first.',
  },
  token_days: {
    zh: `days 应为 ${TOKEN_LIMITS.days.min}–${TOKEN_LIMITS.days.max} 的整数。`,
    en: `days must be a whole number from ${TOKEN_LIMITS.days.min} to ${TOKEN_LIMITS.days.max}.`,
  },
  tokens_full: {
    zh: `最多 ${TOKEN_LIMITS.tokens.max} 个令牌，请先撤销一些。`,
    en: `At most ${TOKEN_LIMITS.tokens.max} tokens. Revoke some first.`,
  },
  approval_digest: {
    zh: 'digest 应为所审批内容的摘要：64 位十六进制字符。',
    en: 'digest must be that of what you approve: 64 hex digits.',
  },
  approval_note: {
    zh: `说明最多 ${APPROVAL_LIMITS.note.max} 个字符。`,
    en: `A reason has up to ${APPROVAL_LIMITS.note.max} characters.`,
  },
  approval_not_checked: {
    zh: '列表检查完成后才能提交审批，请稍后重试。',
    en: 'A list is submitted for approval once its check has ended. Try again in a moment.',
  },
  approvals_full: {
    zh: `此应用已有 ${APPROVAL_LIMITS.waiting.max} 项在等待审批。未提交。`,
    en: `${APPROVAL_LIMITS.waiting.max} sends of this app wait for approval already. Not submitted.`,
  },
  four_eyes_needs_sign_in: {
    zh: '需要先设置登录方式：没有登录就无法区分提交人和审批人。',
    en: 'Set a way to sign in first: without it, author and approver cannot be told apart.',
  },
} satisfies Hints
