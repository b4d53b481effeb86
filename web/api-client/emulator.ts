import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Locale } from '#contract/locale'
import { useLocale } from '../i18n/locale-context.tsx'
import { type ApiRoute, api, type CallOptions, type ResponseSchema } from './api.ts'
import { EMULATOR_STATE } from './emulator-state.ts'
import { refreshQueries } from './refresh.ts'

type ControlRoute = Extract<ApiRoute, `${string} /api/emulator/${string}`>

/** A control call of the emulator, made by {@link controlCall}. */
export type ControlCall = { route: ControlRoute; options: object }

/** @example controlCall('PATCH /api/emulator/users/:open_id', { params: { open_id }, body: { name } }) */
export function controlCall<Route extends ControlRoute>(
  route: Route,
  options: Omit<CallOptions<Route, unknown>, 'response' | 'query'>,
): ControlCall {
  return { route, options }
}

/** Any object but a refusal, which alone has an `error`: the state shows what a call has changed. */
const controlResponse: ResponseSchema<Record<string, unknown>> = {
  safeParse: (value) =>
    typeof value === 'object' && value !== null && !('error' in value)
      ? { success: true, data: value as Record<string, unknown> }
      : { success: false },
}

/**
 * Makes a control call through the console.
 * @throws RefusedError, NoResponseError
 */
export function callEmulator(
  profile: string,
  { route, options }: ControlCall,
  locale: Locale,
): Promise<Record<string, unknown>> {
  return api(route, { ...options, query: { profile }, response: controlResponse }, locale)
}

/** A mutation that makes control calls and refetches the emulator's state after each. */
export function useControl(profile: string) {
  const { locale } = useLocale()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (call: ControlCall) => callEmulator(profile, call, locale),
    onSettled: () => refreshQueries(client, [EMULATOR_STATE, profile]),
  })
}
