import { gzipSync } from 'node:zlib'
import { OPTIONAL_SCAN_SCOPES, SCAN_EVENTS, SCAN_SCOPES } from '#contract/connections/connection'

/** The name that a new app is created with; the one who scans may change it. */
export const NEW_APP_NAME = 'Follow-up Console'

/** Returns the scopes of a link: an existing app is asked for the optional ones too. */
export function scopesFor(addsScopes: boolean): string[] {
  return addsScopes ? [...SCAN_SCOPES, ...OPTIONAL_SCAN_SCOPES] : [...SCAN_SCOPES]
}

/**
 * Returns the link to scan: the platform's link with what it asks for, in the parameters of Feishu's
 * own client.
 * @param app_id the existing app that gets the scopes; null creates one
 * @see https://github.com/larksuite/node-sdk#app-registration
 */
export function scanLink(verification_uri: string, app_id: string | null): string {
  const url = new URL(verification_uri)
  const addons = {
    preset: false,
    scopes: { tenant: scopesFor(app_id !== null) },
    events: { items: { tenant: SCAN_EVENTS } },
  }
  const parameters = {
    from: 'sdk',
    tp: 'sdk',
    source: 'follow-up-console',
    addons: gzipSync(JSON.stringify(addons)).toString('base64url'),
    ...(app_id === null ? { createOnly: 'true', name: NEW_APP_NAME } : { clientID: app_id }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
