import styles from './bot-tag.module.css'

/** Marks a chat as one with a bot. */
export function BotTag() {
  return <span className={styles.tag}>BOT</span>
}
