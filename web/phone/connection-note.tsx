import { useEffect, useRef } from 'react'
import { useTexts } from '../i18n/texts.ts'
import type { Link } from '../queries/phone-stream.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import styles from './emulator-phone.module.css'
import { phoneTexts } from './texts.ts'

/** Says, in sight and aloud, that what is shown may be old. */
export function ConnectionNote({ link, onTryNow }: { link: Link; onTryNow: () => void }) {
  const t = useTexts(phoneTexts)
  const announce = useAnnounce()
  const before = useRef(link)
  useEffect(() => {
    if (link === 'lost' && before.current !== 'lost') announce(t.saidLost)
    if (link === 'live' && before.current === 'lost') announce(t.saidLive)
    before.current = link
  }, [link, announce, t])
  if (link !== 'lost') return null
  return (
    <Callout tone="warn" title={t.lost}>
      <p>{t.lostWhy}</p>
      <p className={styles.action}>
        <Button onClick={onTryNow}>{t.reconnect}</Button>
      </p>
    </Callout>
  )
}
