import { REDACTED } from '#contract/exchange'
import { pushFollowUpPath } from '../feishu/paths.ts'

type Planned = { base_url: string; message_id: string; body: string }

/** The request that would go out, with its credential masked. */
export function describeRequest(
  { base_url, message_id, body }: Planned,
  { json }: { json: boolean },
): string {
  const url = base_url + pushFollowUpPath(message_id)
  const headers = {
    authorization: `Bearer ${REDACTED}`,
    'content-type': 'application/json; charset=utf-8',
  }
  if (json)
    return JSON.stringify({ dry_run: true, request: { method: 'POST', url, headers, body } })
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`POST ${url}`, ...lines, '', body].join('\n')
}
