import { useLocation } from 'wouter'
import type { DoctorCheck } from '#contract/checks'
import type { Profile } from '#contract/profile'
import type { RefusedError } from '../../api-client/api.ts'
import { useConnect } from '../../api-client/connections.ts'
import { may } from '../../api-client/rights.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'

const texts = defineTexts({
  en: {
    missing: 'Scopes are missing',
    missingOptional: 'Optional scopes are missing',
    add: 'Add scopes by scan',
    failed: 'No connection was started',
    noAnswer: 'The console’s server did not respond.',
  },
  zh: {
    missing: '缺少权限',
    missingOptional: '缺少可选权限',
    add: '扫码添加权限',
    failed: '未能开始连接',
    noAnswer: '控制台服务器没有响应。',
  },
})

type Props = { profile: Profile; checks: readonly DoctorCheck[] }

/** Offers a scan that adds the scopes that the checks miss; nothing if none is missing. */
export function MissingScopes({ profile, checks }: Props) {
  const t = useTexts(texts)
  const [, navigate] = useLocation()
  const { mutate, isPending, error } = useConnect()
  const missing = checks.filter(({ name, status }) => name.endsWith('_scope') && status === 'fail')
  if (missing.length === 0 || !may.everywhere('admin')) return null
  const { brand, id } = profile
  const title = missing.every(({ optional }) => optional) ? t.missingOptional : t.missing
  const add = () => {
    if (isPending) return
    const onSuccess = (connection: { id: string }) => navigate(`/apps?connect=${connection.id}`)
    mutate({ brand, profile: id }, { onSuccess })
  }
  return (
    <>
      <Callout tone="info" title={title}>
        <Button aria-disabled={isPending} onClick={add}>
          {t.add}
        </Button>
      </Callout>
      <ConnectFailure error={error} />
    </>
  )
}

/** Why no connection was started. */
export function ConnectFailure({ error }: { error: Error | null }) {
  const t = useTexts(texts)
  if (!error) return null
  const refusal = 'refusal' in error ? (error as RefusedError).refusal : null
  return (
    <div role="alert">
      <Callout tone="bad" title={t.failed}>
        <p>{refusal?.message ?? t.noAnswer}</p>
        {refusal?.issues.map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </Callout>
    </div>
  )
}
