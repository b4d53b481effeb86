/** What became of a delivery, derived from its exchanges. */
export const DELIVERY_STATES = [
  'running',
  /** The bubbles are under the message. */
  'sent',
  /** The message arrived; its bubbles did not. */
  'message_only',
  /** The platform rejected the message, or the bubbles for an existing message. */
  'refused',
  /** Nothing reached the platform. */
  'not_sent',
  /** Whether the message or its bubbles arrived, or whether it was taken back, is unknown. */
  'unknown',
  /** The message was taken back. */
  'recalled',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]
