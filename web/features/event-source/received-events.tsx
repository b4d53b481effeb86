import {
  EVENT_OUTCOMES,
  EVENT_SOURCE_KINDS,
  type EventSourceView,
} from '#contract/event-sources/event-source'
import { useTexts } from '../../i18n/texts.ts'
import styles from './event-source.module.css'
import { eventSourceTexts } from './texts.ts'

/** How many events came, by source and by what was done with them. */
export function ReceivedEvents({ received }: Pick<EventSourceView, 'received'>) {
  const t = useTexts(eventSourceTexts).received
  const used = EVENT_SOURCE_KINDS.filter((kind) => received.some(({ source }) => source === kind))
  return (
    <section className={styles.section}>
      <h3>{t.title}</h3>
      {used.length === 0 ? <p className={styles.note}>{t.none}</p> : null}
      {used.length > 0 ? (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.source}</th>
              {EVENT_OUTCOMES.map((outcome) => (
                <th key={outcome} scope="col">
                  {t.outcomes[outcome]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {used.map((kind) => (
              <tr key={kind}>
                <th scope="row">{t.sources[kind]}</th>
                {EVENT_OUTCOMES.map((outcome) => (
                  <td key={outcome}>
                    {received.find((one) => one.source === kind && one.outcome === outcome)
                      ?.count ?? 0}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
