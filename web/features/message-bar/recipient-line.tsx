import { Star } from 'lucide-react'
import type { Recipient } from '#contract/recipients'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './panels.module.css'

/** A recipient in two lines: display name, if there is one, and address. */
export function RecipientLine({ recipient }: { recipient: Recipient }) {
  const { name, receive_id_type, receive_id, favourite } = recipient
  return (
    <>
      <span className={styles.name}>
        <IsolatedText text={name ?? receive_id} oneLine />
        {favourite ? <Star size={13} aria-hidden="true" className={styles.star} /> : null}
      </span>
      <span className={styles.address}>
        {receive_id_type}
        {name === null ? null : (
          <>
            {' · '}
            <IsolatedText text={receive_id} oneLine />
          </>
        )}
      </span>
    </>
  )
}
