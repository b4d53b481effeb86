import { describeIssue } from '#contract/judge-request'
import { IDEMPOTENCY_KEY } from '#contract/ledger'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import type { Asked } from './asked.ts'

/** The key a client gave its send, or none; one of another shape is added to the issues. */
export function readIdempotencyKey(
  { req }: Asked,
  locale: Locale,
  issues: Issue[],
): string | undefined {
  const key = req.header('idempotency-key')
  if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
    issues.push(describeIssue('Idempotency-Key', 'idempotency_key_shape', locale))
  }
  return key
}
