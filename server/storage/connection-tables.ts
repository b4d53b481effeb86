import type { ConnectionState } from '#contract/connections/connection'
import type { Brand } from '#contract/profile'

/** Apps that are connected by scan. Times are milliseconds since 1970. */
export type ConnectionTables = {
  connections: {
    id: string
    /** Who started it. */
    actor: string
    brand: Brand
    base_url: string
    /** The host that is polled. */
    accounts_url: string
    /** The profile that gets scopes; null for a new app. */
    asked_profile: string | null
    /** The profile that was added or changed. */
    profile: string | null
    app_id: string | null
    open_id: string | null
    state: ConnectionState
    user_code: string
    verification_url: string
    sealed_device_code: string | null
    interval_ms: number
    /** Also reserves a poll: a console that polls moves it ahead first. */
    next_poll_at_ms: number
    created_at_ms: number
    expires_at_ms: number
    ended_at_ms: number | null
    /** JSON of a Notice. */
    notice: string | null
  }
}
