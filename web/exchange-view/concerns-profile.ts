import type { Exchange } from '#contract/exchange'

/** Codes of the gateway about the app and its token, of a missing bot, and of a missing scope. */
const ABOUT_THE_APP = /^(99991[56]\d\d|112\d\d|230027)$/

/** Whether the profile itself is to be looked at (its address, secret, app) and no other message would help. */
export function concernsProfile({
  outcome,
  failure,
  code,
}: Pick<Exchange, 'outcome' | 'failure' | 'code'>): boolean {
  return (
    outcome === 'token_refused' ||
    outcome === 'not_sent' ||
    failure?.stage === 'token' ||
    ABOUT_THE_APP.test(String(code))
  )
}

/** Where the console checks a profile step by step. */
export function checkHref(profile: string): string {
  return `/?${new URLSearchParams({ profile, check: '1' })}`
}
