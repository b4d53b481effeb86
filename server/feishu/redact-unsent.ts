import { REDACTED } from '#contract/exchange'
import { createRedact } from './redact.ts'

/** What a token of the platform looks like: https://open.feishu.cn/document/server-docs/getting-started/api-access-token/access-token */
const TOKEN_LIKE = /\b[at]-(?=[A-Za-z0-9_.-]*\d)[A-Za-z0-9_.-]{20,}/g

/**
 * Takes the secrets out of a text that is written down before anything is sent. The token of the
 * call may not have been fetched yet, so whatever looks like one goes too.
 */
export function redactUnsent(text: string, secrets: readonly string[]): string {
  return createRedact(secrets)(text).replace(TOKEN_LIKE, REDACTED)
}
