import { IS_MAC } from '../ui/is-mac.ts'
import styles from './palette.module.css'

const CAPS: Record<string, string> = {
  Control: 'Ctrl',
  Meta: '⌘',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
}
if (IS_MAC) Object.assign(CAPS, { Alt: '⌥', Shift: '⇧' })

/** One way to press a shortcut, given as in `aria-keyshortcuts`, with the caps of the reader's keyboard. */
export function Keys({ children }: { children: string }) {
  const ways = children.split(' ')
  const own = ways.find((way) => way.includes('Meta+') === IS_MAC) ?? ways[0] ?? ''
  return (
    <span className={styles.keys}>
      {own.split('+').map((key) => (
        <kbd key={key}>{CAPS[key] ?? key}</kbd>
      ))}
    </span>
  )
}
