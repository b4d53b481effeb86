import styles from './page-intro.module.css'

/** What a page is called, and what it is for. */
export function PageIntro({ title, lead }: { title: string; lead: string }) {
  return (
    <div className={styles.intro}>
      <h2 className={styles.title}>{title}</h2>
      <p>{lead}</p>
    </div>
  )
}
