import type { Context } from 'hono'
import { describeIssue } from '#contract/judge-request'
import { IDEMPOTENCY_KEY } from '#contract/ledger'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'

/** The key a client gave its send, or none; one of another shape is added to the issues. */
export function readIdempotencyKey(
  c: Context,
  locale: Locale,
  issues: Issue[],
): string | undefined {
  const key = c.req.header('idempotency-key')
  if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
    issues.push(describeIssue('Idempotency-Key', 'idempotency_key_shape', locale))
  }
  return key
}
