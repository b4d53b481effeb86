import styles from './progress.module.css'

/** Progress of unknown length; `label` names the work. */
export function ProgressBar({ label }: { label: string }) {
  return (
    // A native <progress> without a value cannot be styled the same in all browsers.
    <div role="progressbar" aria-label={label} className={styles.track}>
      <div className={styles.bar} />
    </div>
  )
}

const RADIUS = 8
const LENGTH = 2 * Math.PI * RADIUS

type Props = {
  /** The part that is left, from 0 to 1. */
  share: number
  tone: 'good' | 'warn' | 'bad'
}

/**
 * A ring that shows how much is left; the text beside it has the value. It moves with each render:
 * a transition would repaint the page continuously.
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
      <circle className={styles.ringTrack} cx="10" cy="10" r={RADIUS} />
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
