import styles from './avatar.module.css'

export type Who = 'bot' | 'user'

/** Our own simple glyphs: nobody's logo, nobody's picture. */
export function Avatar({ who }: { who: Who }) {
  return (
    <svg className={styles.avatar} data-who={who} viewBox="0 0 32 32" aria-hidden="true">
      {who === 'bot' ? (
        <>
          <path className={styles.line} d="M16 10V6.5" />
          <rect className={styles.shape} x="8" y="10" width="16" height="13" rx="4" />
          <circle className={styles.eye} cx="13" cy="16.5" r="1.75" />
          <circle className={styles.eye} cx="19" cy="16.5" r="1.75" />
        </>
      ) : (
        <>
          <circle className={styles.shape} cx="16" cy="12.5" r="4.5" />
          <path className={styles.shape} d="M7.5 25a8.5 6.5 0 0 1 17 0z" />
        </>
      )}
    </svg>
  )
}
