import { LoaderCircle } from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import type { Connection } from '#contract/connections/connection'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import { ExternalLink } from '../../ui/text/external-link.tsx'
import styles from './connect.module.css'
import { connectTexts } from './connect-texts.ts'
import { TimeLeft } from './time-left.tsx'

const QrCode = lazyComponent(() => import('./qr-code.tsx'), 'QrCode')

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
          <p className={styles.soft}>{adds_scopes ? t.adds(appName) : t.creates}</p>
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
