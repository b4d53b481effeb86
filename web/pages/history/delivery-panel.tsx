import { Link } from 'wouter'
import { RefusedError } from '../../api-client/api.ts'
import { useDeliveryById } from '../../api-client/history.ts'
import { DeliveryActs } from '../../features/delivery/delivery-acts.tsx'
import { deliveryTexts } from '../../features/delivery/delivery-texts.ts'
import { plainOutcome } from '../../features/delivery/plain-outcome.ts'
import { RequestFailure } from '../../features/exchange-view/request-failure.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import styles from './delivery-panel.module.css'
import { texts } from './texts.ts'
import type { Recipient } from './use-recipient-name.tsx'

type Props = {
  id: string
  recipient: Recipient | null
  /** The name of its template; null if there is none. */
  template: string | null
}

/** What became of a delivery in a sentence, and what can be done with it. */
export function DeliveryPanel({ id, recipient, template }: Props) {
  const t = useTexts(texts)
  const { someone } = useTexts(deliveryTexts)
  const { locale } = useLocale()
  const { data: delivery, error } = useDeliveryById(id)
  if (!delivery) {
    if (!error) return <p role="status">{t.loading}</p>
    const isGone = error instanceof RefusedError && error.httpStatus === 404
    return isGone ? <p>{t.deliveryNotFound}</p> : <RequestFailure error={error} />
  }
  const name = recipient?.name ?? recipient?.id ?? someone
  const { title, todo } = plainOutcome(delivery, name, locale, Date.now())
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div className={styles.panel} role="group" aria-label={t.deliveryActs(name)}>
      <p className={styles.words}>
        <strong>{title}</strong> {todo}
        {delivery.create === null && delivery.push === null ? ` ${t.noRequests}` : ''}
      </p>
      <div className={styles.acts}>
        {delivery.list_id === null ? null : (
          <Link className={styles.link} href={`/support/list/${delivery.list_id}`}>
            {t.fromList}
          </Link>
        )}
        <DeliveryActs delivery={delivery} name={name} template={template} show="all" />
      </div>
    </div>
  )
}
