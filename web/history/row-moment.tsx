import styles from './exchange-row.module.css'

/** When, as the reader writes it: the time of day, with the date below it. */
export function RowMoment({ iso, tag }: { iso: string; tag: string }) {
  const moment = new Date(iso)
  return (
    <time className={styles.when} dateTime={iso}>
      <span>{new Intl.DateTimeFormat(tag, { timeStyle: 'medium' }).format(moment)}</span>{' '}
      <span className={styles.soft}>
        {new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }).format(moment)}
      </span>
    </time>
  )
}
