import { RotateCw } from 'lucide-react'
import { useEffect } from 'react'
import { DOCTOR_CHECKS, type DoctorCheck } from '#contract/checks'
import type { Profile } from '#contract/profile'
import { useDoctor } from '../../api-client/profile-actions.ts'
import { formatDuration } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProgressBar } from '../../ui/progress.tsx'
import shared from '../../ui/shared.module.css'
import { CheckRow } from '../checks/check-row.tsx'
import { MissingScopes } from './missing-scopes.tsx'
import styles from './profile-check-dialog.module.css'

export const doctorTexts = defineTexts({
  en: {
    title: 'Test connection',
    running: 'Testing…',
    again: 'Test again',
    copy: 'Copy as text',
    failed: 'The console’s server did not respond. Nothing was checked.',
    allGood: 'All checks passed',
    requiredGood: 'Required checks passed',
    failures: (n: number) => (n === 1 ? '1 check failed' : `${n} checks failed`),
    someUnknown: 'No check failed; some could not run',
    code: (code: number) => `code ${code}`,
    optional: 'optional',
    checks: {
      address: 'Address',
      clock: 'Clock',
      token: 'Token',
      bot: 'Bot',
      push_scope: 'Permission to send bubbles',
      message_scope: 'Permission to read messages',
      chat_scope: 'Permission to read chats',
      contact_scope: 'Permission to find users',
      visibility_scope: 'Permission to read the app’s availability',
      budget: 'Rate limit',
    },
    status: { pass: 'passed', fail: 'failed', not_checked: 'not checked' },
  },
  zh: {
    title: '检测连接',
    running: '检测中…',
    again: '重新检测',
    copy: '复制为文本',
    failed: '控制台服务器没有响应，未进行检测。',
    allGood: '检查全部通过',
    requiredGood: '必需的检查均已通过',
    failures: (n) => `${n} 项未通过`,
    someUnknown: '没有未通过的项，部分项无法检测',
    code: (code) => `错误码 ${code}`,
    optional: '可选',
    checks: {
      address: '地址',
      clock: '时钟',
      token: 'token',
      bot: '机器人',
      push_scope: '发送气泡的权限',
      message_scope: '读取消息的权限',
      chat_scope: '读取会话的权限',
      contact_scope: '查找用户的权限',
      visibility_scope: '读取应用可用范围的权限',
      budget: '频率限制',
    },
    status: { pass: '通过', fail: '未通过', not_checked: '未检测' },
  },
})

export type DoctorTexts = (typeof doctorTexts)['en']

/** The connection test of an app in a dialog. */
export function ProfileCheckDialog({
  profile,
  onClose,
}: {
  profile: Profile
  onClose: () => void
}) {
  const t = useTexts(doctorTexts)
  return (
    <Dialog title={`${t.title} · ${profile.name}`} onClose={onClose}>
      <Doctor profile={profile} />
    </Dialog>
  )
}

/** Runs every check of an app at once when it is mounted, and shows the results with fixes. */
export function Doctor({ profile }: { profile: Profile }) {
  const t = useTexts(doctorTexts)
  const announce = useAnnounce()
  const { data: checks, isFetching, isError, refetch } = useDoctor(profile.id)
  const summary = !isFetching && checks ? summarize(checks, t) : null
  useEffect(() => {
    if (summary !== null) announce(summary)
  }, [summary, announce])

  return (
    <div className={shared.stack3} aria-busy={isFetching}>
      <div className={styles.head}>
        <p className={styles.summary}>{isFetching ? t.running : summary}</p>
        {checks && !isFetching ? (
          <CopyButton label={t.copy} text={doctorReport(profile.id, checks, t)} />
        ) : null}
        <Button
          icon={<RotateCw size={16} aria-hidden="true" />}
          aria-disabled={isFetching}
          onClick={() => {
            if (!isFetching) void refetch()
          }}
        >
          {t.again}
        </Button>
      </div>
      {isFetching ? <ProgressBar label={t.running} /> : null}
      {checks && !isFetching ? <MissingScopes profile={profile} checks={checks} /> : null}
      {isError && !isFetching ? <Callout tone="bad">{t.failed}</Callout> : null}
      {isFetching ? (
        <ul className={shared.stack3}>
          {DOCTOR_CHECKS.map((name) => (
            <CheckRow key={name} title={t.checks[name]} status="pending" />
          ))}
        </ul>
      ) : (
        checks && <Checks checks={checks} />
      )}
    </div>
  )
}

function Checks({ checks }: { checks: readonly DoctorCheck[] }) {
  const t = useTexts(doctorTexts)
  const { tag } = useLocale()
  return (
    <ul className={shared.stack3}>
      {checks.map(({ name, code, duration_ms, optional, ...check }) => (
        <CheckRow
          key={name}
          title={t.checks[name]}
          {...check}
          facts={
            <>
              {optional ? <span className={styles.fact}>{t.optional}</span> : null}
              {code === null || code === 0 ? null : (
                <span className={styles.fact}>{t.code(code)}</span>
              )}
              {duration_ms === null ? null : (
                <span className={styles.fact}>{formatDuration(duration_ms, tag)}</span>
              )}
            </>
          }
        />
      ))}
    </ul>
  )
}

function summarize(checks: readonly DoctorCheck[], t: DoctorTexts): string {
  const failures = checks.filter(({ status, optional }) => status === 'fail' && !optional).length
  if (failures > 0) return t.failures(failures)
  if (checks.every(({ status }) => status === 'pass')) return t.allGood
  return checks.every(({ status, optional }) => status === 'pass' || optional)
    ? t.requiredGood
    : t.someUnknown
}

/** Returns the checks as plain text, to send to the person who can fix them. */
export function doctorReport(
  profileId: string,
  checks: readonly DoctorCheck[],
  t: DoctorTexts,
): string {
  const lines = checks.flatMap(
    ({ name, status, detail, advice, links, code, duration_ms, optional }) => [
      [
        `[${t.status[status]}] ${t.checks[name]}`,
        ...(optional ? [t.optional] : []),
        ...(code === null ? [] : [t.code(code)]),
        ...(duration_ms === null ? [] : [`${Math.round(duration_ms)} ms`]),
      ].join(' · '),
      ...[detail, advice, ...links].filter((line) => line !== '').map((line) => `  ${line}`),
    ],
  )
  return [`${t.title}: ${profileId}`, ...lines].join('\n')
}
