import { useQuery } from '@tanstack/react-query'
import { emulatorStateSchema } from '#contract/emulator-state'
import { useLocale } from '../i18n/locale-context.tsx'
import { request } from './request.ts'

/** All that the phone shows of an emulator. It is read anew when the stream tells of a change, see phone-stream.ts. */
export function usePhoneState(profile: string) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: ['phone-state', profile],
    queryFn: ({ signal }) =>
      request(
        `/api/emulator/control/state?${new URLSearchParams({ profile })}`,
        emulatorStateSchema,
        { locale, signal },
      ),
  })
}
