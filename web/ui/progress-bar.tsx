import styles from './progress-bar.module.css'

/** Work of unknown length going on; `label` says which. */
export function ProgressBar({ label }: { label: string }) {
  return (
    // A native <progress> without a value cannot be styled alike in all browsers.
    <div role="progressbar" aria-label={label} className={styles.track}>
      <div className={styles.bar} />
    </div>
  )
}
