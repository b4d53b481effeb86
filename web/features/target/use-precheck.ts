import type { Preflight } from '#contract/checks'
import type { Profile } from '#contract/profile'
import { useCancelPreflight, usePreflight } from '../../api-client/preflight.ts'
import { useRested } from '../../ui/interaction.ts'
import { usePassed } from '../../ui/use-time.ts'
import type { KnownMessage } from './known-message.ts'
import { type Precheck, summarizePrecheck } from './precheck.ts'

/** The pre-check of the chosen message. */
export type TargetPrecheck = {
  precheck: Precheck
  preflight: Preflight | undefined
  /** When the message becomes too old, by the local clock; null if unknown. */
  expiresAt: number | null
  /** Whether the result is older than 30 s. */
  stale: boolean
  checking: boolean
  checkAgain: () => void
  stop: () => void
}

/** An older result is marked as stale. */
const STALE_MS = 30_000

/** A typed ID is checked after it has not changed for this long. */
const REST_MS = 400

/** Checks whether a push to the message would be accepted, as far as reads can tell. */
export function usePrecheck(
  profile: Profile,
  messageId: string,
  known: KnownMessage | null,
): TargetPrecheck {
  const settledId = useRested(messageId, REST_MS)
  const checkedId = known !== null || settledId === messageId ? messageId : null
  const { data, isError, isFetching, dataUpdatedAt, refetch } = usePreflight(profile.id, checkedId)
  const cancel = useCancelPreflight()
  const stale = usePassed(data ? dataUpdatedAt + STALE_MS : null)
  const expiresAt =
    data?.expires_at != null ? Date.parse(data.expires_at) : (known?.expires_at_ms ?? null)
  const over = usePassed(expiresAt)
  return {
    precheck: summarizePrecheck({
      preflight: data,
      otherwise: isError ? 'failed' : isFetching || checkedId === null ? 'checking' : 'idle',
      over,
    }),
    preflight: data,
    expiresAt,
    stale,
    checking: isFetching,
    checkAgain: () => {
      if (checkedId !== null && !isFetching) void refetch()
    },
    stop: () => void cancel(),
  }
}
