import { useQueryClient } from '@tanstack/react-query'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import { trustedResponse, useRead } from './api.ts'
import { refreshQueries } from './refresh.ts'

/** The query key of the emulator's state. */
export const EMULATOR_STATE = 'emulator-state'

const stateResponse = trustedResponse<EmulatorState>('demonstrations')

/**
 * Queries everything the emulator of a profile holds; disabled for real platforms.
 * @param select validates the state, or takes a part of it; must be stable
 */
export function useEmulatorState<T = EmulatorState>(
  profile: Pick<Profile, 'id' | 'brand'> | undefined,
  select?: (state: EmulatorState) => T,
) {
  const id = profile?.id ?? ''
  return useRead([EMULATOR_STATE, id], 'GET /api/emulator/state', {
    query: { profile: id },
    response: stateResponse,
    enabled: profile?.brand === 'emulator',
    ...(select && { select }),
  })
}

/** Returns a function that refetches the emulator's state. */
export function useRefreshEmulatorState(): () => void {
  const client = useQueryClient()
  return () => void refreshQueries(client, [EMULATOR_STATE])
}
