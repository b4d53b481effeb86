import { LoaderCircle } from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import type { Connection } from '#contract/connections/connection'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { suspending } from '../../ui/lazy-component.tsx'
import shared from '../../ui/shared.module.css'
import { ExternalLink } from '../../ui/text/external-link.tsx'
import { useNow } from '../../ui/use-time.ts'
import styles from './connect.module.css'
import { connectTexts } from './connect-texts.ts'

const QrCode = suspending(() => import('./qr-code.tsx'), 'QrCode')

type Props = {
  connection: Connection
  /** The app that gets scopes. */
  appName: string
  /** How an emulator’s link is scanned; a camera cannot reach it. */
  scanPress: ReactNode
  onCancel: () => void
}

/** A link that waits for its scan: as a QR code, as a link and as a user code. */
export function ScanView({ connection, appName, scanPress, onCancel }: Props) {
  const t = useTexts(connectTexts)
  const { brand, verification_url, user_code, notice, adds_scopes } = connection
  return (
    <>
      <div className={styles.scan}>
        <Suspense fallback={<div className={styles.qr} />}>
          <QrCode text={verification_url} label={t.qr(user_code)} />
        </Suspense>
        <div className={styles.scanTexts}>
          <h3 className={styles.heading}>{t.title[brand]}</h3>
          <p className={shared.quiet}>{adds_scopes ? t.adds(appName) : t.creates}</p>
          <p className={styles.waiting}>
            <LoaderCircle size={16} aria-hidden="true" />
            {t.waiting}
          </p>
          <TimeLeft connection={connection} />
          <p className={styles.code}>
            <span className="visually-hidden">{t.userCode} </span>
            {user_code}
          </p>
          {scanPress}
          <div className={styles.actions}>
            {brand === 'emulator' ? null : (
              <ExternalLink href={verification_url}>{t.open}</ExternalLink>
            )}
            <CopyButton labelled label={t.copy} text={verification_url} />
            <Button variant="ghost" onClick={onCancel}>
              {t.cancel}
            </Button>
          </div>
        </div>
      </div>
      {notice ? (
        <div role="status">
          <Callout tone={notice.kind === 'lark' ? 'info' : 'warn'}>{notice.text}</Callout>
        </div>
      ) : null}
      <p className={styles.note}>{t.mayLeave}</p>
      {brand === 'emulator' ? <p className={styles.note}>{t.forgets}</p> : null}
    </>
  )
}

/** The time in which a link can be scanned, as a bar and in minutes and seconds. */
function TimeLeft({ connection }: { connection: Connection }) {
  const t = useTexts(connectTexts)
  const now = useNow()
  const end = Date.parse(connection.expires_at)
  const left_ms = Math.max(0, end - now)
  return (
    <div className={shared.stack1}>
      <progress
        className={styles.bar}
        aria-label={t.timeLeft}
        max={end - Date.parse(connection.created_at)}
        value={left_ms}
      />
      <span className={styles.note}>{t.left(formatMinutes(left_ms))}</span>
    </div>
  )
}

/** Formats a duration as `9:05`. */
function formatMinutes(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
