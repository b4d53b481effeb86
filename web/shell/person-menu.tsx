import { ChevronDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { Link } from 'wouter'
import { useSession, useSignOut } from '../api-client/access.ts'
import { BASE_PATH } from '../api-client/api.ts'
import { useApprovals, useLiveApprovals } from '../api-client/approvals.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { lazyComponent } from '../ui/lazy-component.tsx'
import shared from '../ui/shared.module.css'
import styles from './person-menu.module.css'

const PasswordDialog = lazyComponent(() => import('./password-dialog.tsx'), 'PasswordDialog')

const texts = defineTexts({
  en: {
    account: (name: string) => `Account of ${name}`,
    ways: { local: 'Password', feishu: 'Feishu', oidc: 'SSO', proxy: 'Proxy' },
    signedInBy: (way: string) => `Signed in with: ${way}`,
    approvals: 'Approvals',
    tokens: 'API tokens',
    password: 'Change password…',
    signOut: 'Sign out',
    everywhere: 'Sign out everywhere',
    byProxy: 'Sign out at the proxy.',
    failed: 'Could not sign out. Try again.',
    ended: 'Signed out',
    endedWhy: 'The session has ended. Sign in again to continue; drafts are kept in this browser.',
    again: 'Sign in again',
  },
  zh: {
    account: (name: string) => `${name} 的账号`,
    ways: { local: '密码', feishu: '飞书', oidc: '公司账号', proxy: '代理' },
    signedInBy: (way: string) => `登录方式：${way}`,
    approvals: '审批',
    tokens: 'API token',
    password: '修改密码…',
    signOut: '退出登录',
    everywhere: '在所有设备上退出',
    byProxy: '请在代理处退出登录。',
    failed: '退出失败，请重试。',
    ended: '已退出登录',
    endedWhy: '会话已结束，请重新登录后继续。草稿保存在此浏览器中。',
    again: '重新登录',
  },
})

const MENU_ID = 'person-menu'

/** Who is signed in, and to sign out. */
export function PersonMenu() {
  const t = useTexts(texts)
  const { data: session } = useSession()
  const signOut = useSignOut()
  const person = session?.person
  const rights = person?.rights ?? []
  const isApprover = rights !== 'everything' && rights.some(({ approver }) => approver === true)
  const { data } = useApprovals(isApprover)
  const [changing, setChanging] = useState(false)
  useLiveApprovals()
  const waiting = data?.approvals.filter(({ may }) => may.decide).length ?? 0
  if (!person) return <Ended />
  const leave = (everywhere: boolean) =>
    signOut.mutate(everywhere, { onSuccess: () => location.assign(`${BASE_PATH}/`) })
  return (
    <div className={styles.place}>
      <button
        type="button"
        className={styles.button}
        popoverTarget={MENU_ID}
        aria-label={t.account(person.name)}
      >
        <span className={shared.ellipsis}>{person.name}</span>
        {waiting > 0 ? <span className={styles.dot} aria-hidden="true" /> : null}
        <ChevronDown size={14} aria-hidden="true" />
      </button>
      <div id={MENU_ID} popover="auto" className={styles.menu}>
        <p className={styles.who}>
          <b>{person.name}</b>
          {person.way ? <span>{t.signedInBy(t.ways[person.way])}</span> : null}
        </p>
        {(['approvals', 'tokens'] as const).map((tab) => (
          <Link
            key={tab}
            href={`/team/${tab}`}
            className={styles.item}
            onClick={() => document.getElementById(MENU_ID)?.hidePopover()}
          >
            {t[tab]} {tab === 'approvals' && waiting > 0 ? waiting : null}
          </Link>
        ))}
        {person.way === 'local' && person.can_sign_out ? (
          <button
            type="button"
            className={styles.item}
            aria-haspopup="dialog"
            onClick={() => setChanging(true)}
          >
            {t.password}
          </button>
        ) : null}
        {person.can_sign_out ? (
          <>
            <button type="button" className={styles.item} onClick={() => leave(false)}>
              {t.signOut}
            </button>
            <button type="button" className={styles.item} onClick={() => leave(true)}>
              {t.everywhere}
            </button>
          </>
        ) : (
          <p className={styles.who}>{t.byProxy}</p>
        )}
        {signOut.isError ? <Callout tone="bad">{t.failed}</Callout> : null}
      </div>
      {/* On a narrow screen this is inside a menu, which is closed and shows no dialog. */}
      {createPortal(
        <>
          {changing ? <PasswordDialog onClose={() => setChanging(false)} /> : null}
          <Ended />
        </>,
        document.body,
      )}
    </div>
  )
}

/** Tells that the session has ended, as soon as a request was refused for it. */
function Ended() {
  const t = useTexts(texts)
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    const end = () => setEnded(true)
    addEventListener('signed-out', end)
    return () => removeEventListener('signed-out', end)
  }, [])
  if (!ended) return null
  return (
    <Dialog title={t.ended} onClose={() => setEnded(false)}>
      <p>{t.endedWhy}</p>
      <Button variant="primary" onClick={() => location.reload()}>
        {t.again}
      </Button>
    </Dialog>
  )
}
