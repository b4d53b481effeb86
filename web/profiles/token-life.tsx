import { useTexts } from '../i18n/texts.ts'
import { useNow } from '../ui/use-now.ts'
import styles from './profiles.module.css'
import { profileTexts } from './texts.ts'

/** How long a pasted token still lives. */
export function TokenLife({ expires_at }: { expires_at: string | null }) {
  const t = useTexts(profileTexts)
  const now = useNow()
  if (expires_at === null) return t.lifeUnknown
  const left = Math.floor((Date.parse(expires_at) - now) / 1000)
  if (left <= 0) return <span className={styles.missing}>{t.expired}</span>
  return t.left(clock(left))
}

/** `1:59:59`, `9:05`. */
function clock(seconds: number): string {
  const [h, m, s] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor)
  const two = (part = 0) => String(part).padStart(2, '0')
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}
