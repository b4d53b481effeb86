import styles from './ring.module.css'

const RADIUS = 8
const LENGTH = 2 * Math.PI * RADIUS

type Props = {
  /** What is left of the whole, from 0 to 1. */
  share: number
  tone: 'good' | 'warn' | 'bad'
}

/**
 * Something that runs out, as a ring; the words beside it say how much is left. It moves in small
 * steps with each rendering: a transition would paint the page without a pause.
 */
export function Ring({ share, tone }: Props) {
  return (
    <svg
      className={styles.ring}
      data-tone={tone}
      width="20"
      height="20"
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <circle className={styles.track} cx="10" cy="10" r={RADIUS} />
      <circle
        className={styles.left}
        cx="10"
        cy="10"
        r={RADIUS}
        transform="rotate(-90 10 10)"
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - Math.min(Math.max(share, 0), 1))}
      />
    </svg>
  )
}
