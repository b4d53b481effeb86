/** An event in schema 2.0, without the verification token, which belongs to the subscription. */
type EventV2 = {
  schema: '2.0'
  header: {
    event_id: string
    /** Milliseconds since 1970, as text. */
    create_time: string
    event_type: string
    tenant_key: string
    app_id: string
  }
  event: Record<string, unknown>
}

/** An event in schema 1.0, which `app_ticket` still uses. */
type EventV1 = {
  /** Seconds since 1970, as text. */
  ts: string
  uuid: string
  type: 'event_callback'
  event: { type: string; app_id: string } & Record<string, unknown>
}

/** An event that the platform sends to an app. */
export type PlatformEvent = EventV2 | EventV1

/** Returns the type of an event, for example `im.message.receive_v1`. */
export function eventTypeOf(event: PlatformEvent): string {
  return 'schema' in event ? event.header.event_type : event.event.type
}

export function eventIdOf(event: PlatformEvent): string {
  return 'schema' in event ? event.header.event_id : event.uuid
}

export function appIdOf(event: PlatformEvent): string {
  return 'schema' in event ? event.header.app_id : event.event.app_id
}

/**
 * Returns the event as it is sent, with the token at the position that its schema prescribes.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM
 */
export function withToken(event: PlatformEvent, token: string): Record<string, unknown> {
  if (!('schema' in event)) {
    const { ts, uuid, ...rest } = event
    return { ts, uuid, token, ...rest }
  }
  const { event_id, ...rest } = event.header
  return { ...event, header: { event_id, token, ...rest } }
}
