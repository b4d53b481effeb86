import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { EmulatorState } from '#contract/emulator-state'
import type { Profile } from '#contract/profile'
import { useLocale } from '../i18n/locale-context.tsx'
import { answerWith } from './answer.ts'
import { readAnew } from './read-anew.ts'
import { request } from './request.ts'

const answer = answerWith<EmulatorState>('demonstrations')

const KEY = 'emulator-state'

/** The emulator behind a profile: its users and the messages worth trying. Off for real platforms. */
export function useEmulatorState(profile: Profile | undefined) {
  const { locale } = useLocale()
  const id = profile?.id ?? ''
  return useQuery({
    queryKey: [KEY, id],
    queryFn: ({ signal }) =>
      request(`/api/emulator/state?${new URLSearchParams({ profile: id })}`, answer, {
        locale,
        signal,
      }),
    enabled: profile?.brand === 'emulator',
  })
}

/** Reads the emulator's state anew, after anything that may have changed it. */
export function useRefreshEmulatorState(): () => void {
  const client = useQueryClient()
  return () => void readAnew(client, [KEY])
}

/** Puts the emulator back to its seed. */
export function useResetEmulator(profile: Profile | undefined) {
  const { locale } = useLocale()
  const refresh = useRefreshEmulatorState()
  const id = profile?.id ?? ''
  return useMutation({
    mutationFn: () =>
      request(`/api/emulator/reset?${new URLSearchParams({ profile: id })}`, answer, {
        method: 'POST',
        locale,
      }),
    onSettled: refresh,
  })
}
