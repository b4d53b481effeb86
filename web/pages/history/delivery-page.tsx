import { Link } from 'wouter'
import type { Delivery } from '#contract/deliveries/delivery'
import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/texts/sent-texts'
import { useDeliveryById } from '../../api-client/history.ts'
import { useProfileName } from '../../api-client/profiles.ts'
import { me } from '../../api-client/rights.ts'
import { useTemplateNames } from '../../api-client/templates.ts'
import { statusText } from '../../features/exchange-view/exchange-status.ts'
import { PushResult } from '../../features/results/push-result.tsx'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Pane } from '../../ui/layout.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { BackLink, useEscapeBack } from './back-to-list.tsx'
import { DeliveryPanel } from './delivery-panel.tsx'
import styles from './exchange-facts.module.css'
import { Fact, SentTexts } from './exchange-facts.tsx'
import pageStyles from './exchange-page.module.css'
import { texts } from './texts.ts'
import { RecipientName, useRecipientOf } from './use-recipient-name.tsx'

/** One delivery: what became of it, what can be done with it, and its requests; Esc goes back to the list. */
export function DeliveryPage({ id, listHref }: { id: string; listHref: string }) {
  const t = useTexts(texts)
  const page = useEscapeBack(listHref)
  const { data: delivery } = useDeliveryById(id)
  const exchanges = delivery ? exchangesOf(delivery) : []
  const rows = delivery ? [{ delivery, exchanges }] : []
  const recipient = useRecipientOf(rows)(delivery ?? null, exchanges)
  const templates = useTemplateNames()
  const template = delivery?.template
    ? (templates.get(delivery.template.id) ?? t.deletedTemplate)
    : null
  return (
    <article ref={page} tabIndex={-1} className={pageStyles.page} aria-label={t.deliveryTitle}>
      <BackLink href={listHref} />
      <Pane title={t.deliveryTitle}>
        <DeliveryPanel id={id} recipient={recipient} template={template} />
        {delivery?.push ? <PushResult push={delivery.push} /> : null}
        {delivery ? (
          <DeliveryFacts
            delivery={delivery}
            exchanges={exchanges}
            recipient={<RecipientName recipient={recipient} />}
            template={template}
          />
        ) : null}
      </Pane>
    </article>
  )
}

type FactsProps = {
  delivery: Delivery
  exchanges: readonly Exchange[]
  recipient: React.ReactNode
  template: string | null
}

function DeliveryFacts({ delivery, exchanges, recipient, template }: FactsProps) {
  const t = useTexts(texts)
  const { locale, tag } = useLocale()
  const profileName = useProfileName()
  const { id, actor, profile, message_id, message, follow_ups, created_at } = delivery
  const first = message && ('text' in message ? { text: message.text } : message.content)
  const shown = [
    ...(first === null ? [] : sentTexts(JSON.stringify({ content: JSON.stringify(first) }))),
    ...sentTexts(JSON.stringify({ follow_ups })),
  ]
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={t.facts.recipient}>{recipient}</Fact>
        <Fact name={t.facts.profile}>
          <bdi>{profileName(profile)}</bdi>
        </Fact>
        {template === null ? null : (
          <Fact name={t.template}>
            <bdi>{template}</bdi>
          </Fact>
        )}
        <Fact name={t.facts.actor}>{me.nameOf(actor)}</Fact>
        <Fact name={t.columns.time}>{formatMoment(created_at, tag)}</Fact>
        {message_id ? (
          <Fact name={t.facts.target}>
            <code>
              <ExactText>{message_id}</ExactText>
            </code>
            <CopyButton text={message_id} label={t.facts.copyTarget} />
          </Fact>
        ) : null}
        <Fact name={t.facts.delivery}>
          <code>
            <ExactText>{id}</ExactText>
          </code>
          <CopyButton text={id} label={t.facts.copyDelivery} />
        </Fact>
        <SentTexts shown={shown} />
      </dl>
      {exchanges.length === 0 ? null : (
        <section className={styles.timeline} aria-label={t.requests}>
          <h3 className={styles.title}>{t.requests}</h3>
          <ol className={styles.steps}>
            {exchanges.map((exchange) => (
              <li key={exchange.id} className={styles.step}>
                <time dateTime={exchange.started_at}>{formatMoment(exchange.started_at, tag)}</time>
                <p>
                  <Link href={`/history/${exchange.id}`}>
                    {t.calls[exchange.endpoint]}: {statusText(exchange, locale)}
                    {exchange.code === null ? '' : ` (${exchange.code})`}
                  </Link>
                </p>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

/** The last request of each call, oldest first. */
function exchangesOf({ create, push, recall }: Delivery): Exchange[] {
  return [create, push, recall].filter((one) => one !== null)
}
