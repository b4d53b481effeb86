import type { Exchange } from '#contract/exchange'
import { MESSAGE_ID } from '#contract/message-id'

/**
 * Which of the attempts decided the exchange: the last one at the address that the exchange names.
 * It is not the last of all where a token was to be renewed and could not be.
 */
export function decisiveAttempt({ attempts, request }: Exchange): number {
  const index = attempts.findLastIndex((attempt) => attempt.request.url === request.url)
  return Math.max(index, 0)
}

/** The end of a path without ids, enough to tell a token call from the call itself. */
export function shortPath(url: string): string {
  const segments = URL.parse(url)?.pathname.split('/') ?? [url]
  return segments
    .filter((segment) => !MESSAGE_ID.test(segment))
    .slice(-2)
    .join('/')
}
