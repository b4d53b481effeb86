import type { Subscription, SubscriptionView } from '#contract/emulator-events'
import type { App } from '../state.ts'

/** A subscription without what is secret in it. */
export function describeSubscription(app_id: string, subscription: Subscription): SubscriptionView {
  const { url, encrypt_key } = subscription
  return {
    app_id,
    url,
    verification_token: 'set',
    encrypt_key: encrypt_key === undefined ? 'not_set' : 'set',
  }
}

export function describeSubscriptions(apps: Iterable<App>): SubscriptionView[] {
  return [...apps].flatMap(({ app_id, subscription }) =>
    subscription ? [describeSubscription(app_id, subscription)] : [],
  )
}
