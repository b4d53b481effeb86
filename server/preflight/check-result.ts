import type { CheckStatus } from '#contract/checks'
import type { Bilingual, Locale } from '#contract/locale'
import {
  describeQueryFailure,
  NO_TEXT,
  type QueryExplanation,
} from '../feishu/queries/query-failure.ts'
import type { QueryFailure } from '../feishu/queries/run-query.ts'
import type { PushFacts } from './facts.ts'

/** The result of one check in both languages, without its name. */
export type CheckResult = QueryExplanation<Bilingual> & {
  status: CheckStatus
  /** Whether the code, or how the check predicts it, is undocumented. */
  assumed: boolean
}

/** A check of a push before it is made. */
export type FactsCheck = (facts: PushFacts) => CheckResult

type ResultOptions = { assumed?: boolean }

export function pass(detail: Bilingual, { assumed = false }: ResultOptions = {}): CheckResult {
  return { status: 'pass', detail, advice: NO_TEXT, links: [], code: null, assumed }
}

export function fail(
  code: number | null,
  detail: Bilingual,
  advice: Bilingual,
  { assumed = false }: ResultOptions = {},
): CheckResult {
  return { status: 'fail', detail, advice, links: [], code, assumed }
}

export function notChecked(detail: Bilingual, advice = NO_TEXT): CheckResult {
  return { status: 'not_checked', detail, advice, links: [], code: null, assumed: false }
}

/** A failed query: either a failed check or the reason why it was not made. */
export function queryFailed(
  status: 'fail' | 'not_checked',
  failure: QueryFailure,
  scopes?: readonly string[],
): CheckResult {
  return { status, ...describeQueryFailure(failure, scopes), assumed: false }
}

/** A pre-check that could not be made; the failed query says nothing about the code of a push. */
export function unanswered(failure: QueryFailure, scopes?: readonly string[]): CheckResult {
  return { ...queryFailed('not_checked', failure, scopes), code: null }
}

/** Returns a result with its texts in one language. */
export function localize<R extends CheckResult>(result: R, locale: Locale) {
  const { detail, advice } = result
  return { ...result, detail: detail[locale], advice: advice[locale] }
}
