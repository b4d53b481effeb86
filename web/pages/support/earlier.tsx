import { useId } from 'react'
import { Link } from 'wouter'
import type { Delivery } from '#contract/deliveries/delivery'
import type { TemplateSummary } from '#contract/template'
import { deliveryTexts } from '../../features/delivery/delivery-texts.ts'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import type { Person } from './form.ts'
import styles from './form-panel.module.css'
import { supportTexts } from './texts.ts'

const SHOWN = 3

type Props = {
  /** Newest first. */
  deliveries: readonly Delivery[]
  who: Person
  templates: readonly TemplateSummary[]
}

/** What a person got before: time, template and result. Nothing if there was none. */
export function Earlier({ deliveries, who, templates }: Props) {
  const t = useTexts(supportTexts)
  const heading = useId()
  const { states } = useTexts(deliveryTexts)
  const { tag } = useLocale()
  if (deliveries.length === 0) return null
  return (
    <section className={styles.earlier} aria-labelledby={heading}>
      <h3 id={heading} className={styles.legend}>
        {t.earlier}
      </h3>
      <ul>
        {deliveries.slice(0, SHOWN).map(({ id, created_at, template, state }) => {
          const name = templates.find((one) => one.id === template?.id)?.name
          return (
            <li key={id}>
              <time dateTime={created_at}>{formatMoment(created_at, tag)}</time>
              {name ? <IsolatedText text={name} oneLine /> : null}
              <Link href={`/history/delivery/${id}`}>{states[state]}</Link>
            </li>
          )
        })}
      </ul>
      {deliveries.length > SHOWN ? (
        <Link href={`/history?${new URLSearchParams({ recipient: who.receive_id })}`}>
          {t.allEarlier}
        </Link>
      ) : null}
    </section>
  )
}
