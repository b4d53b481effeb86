import styles from './loading-cards.module.css'

/** The shape of what is coming, while it comes. */
export function LoadingCards({ label }: { label: string }) {
  return (
    <div role="status" className={styles.cards}>
      <span className="visually-hidden">{label}</span>
      <div className={styles.card} />
      <div className={styles.card} />
      <div className={styles.card} />
    </div>
  )
}
