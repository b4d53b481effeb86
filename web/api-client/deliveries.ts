import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Delivery, NewDelivery } from '#contract/deliveries/delivery'
import type { Refusal } from '#contract/refusal'
import { useLocale } from '../i18n/locale-context.tsx'
import { api, NoResponseError, RefusedError, useRead } from './api.ts'
import { EMULATOR_STATE } from './emulator-state.ts'
import { LIST, ONE } from './exchanges.ts'
import { BUDGET, CHAT_MESSAGES, PREFLIGHT, RECIPIENTS, refreshQueries } from './refresh.ts'

const DELIVERIES = 'deliveries'
const POLL_MS = 10_000
const POLL_WHILE_RUNNING_MS = 1500

/** How a call on a delivery ended. */
export type DeliveryEnd =
  | { end: 'delivery'; delivery: Delivery }
  /** The console refused it: this call sent nothing. */
  | { end: 'refused'; refusal: Refusal }
  /** Something in front of the console asked to sign in: this call did not reach it. */
  | { end: 'sign_in' }
  /** No response of the console: only a repeat with the same key tells what happened. */
  | { end: 'lost' }

/** Selects deliveries, as the query of `GET /api/deliveries`. */
export type DeliverySelection = {
  from?: string
  recipient?: string
  state?: Delivery['state']
  limit?: string
}

/** The newest deliveries of a selection, polled while the page is open; disabled for null. */
export function useDeliveries(selection: DeliverySelection | null) {
  return useRead([DELIVERIES, selection], 'GET /api/deliveries', {
    query: { ...selection },
    response: async () => (await import('#contract/deliveries/delivery')).deliveriesSchema,
    select: ({ deliveries }) => deliveries,
    enabled: selection !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.deliveries.some(({ state }) => state === 'running') ? POLL_WHILE_RUNNING_MS : POLL_MS,
  })
}

/** The calls on deliveries; each never throws, and refetches what it may have changed. */
export function useDeliveryCalls() {
  const { locale } = useLocale()
  const client = useQueryClient()
  const settle = useCallback(
    async (called: Promise<{ delivery: Delivery }>): Promise<DeliveryEnd> => {
      try {
        return { end: 'delivery', ...(await called) }
      } catch (error) {
        // An internal error may come from after the first call to the platform.
        if (error instanceof RefusedError && error.refusal.error !== 'internal') {
          return { end: 'refused', refusal: error.refusal }
        }
        return { end: error instanceof NoResponseError && error.signIn ? 'sign_in' : 'lost' }
      } finally {
        const changed = [DELIVERIES, LIST, ONE, PREFLIGHT, CHAT_MESSAGES, RECIPIENTS, BUDGET]
        void refreshQueries(
          client,
          ...[...changed, EMULATOR_STATE, 'approvals'].map((key) => [key]),
        )
      }
    },
    [client],
  )
  return useMemo(
    () => ({
      /** Sends a delivery; a repeat with the same key never sends it twice. */
      post: (body: NewDelivery, idempotencyKey: string) =>
        settle(api('POST /api/deliveries', { body, idempotencyKey, response }, locale)),
      read: (id: string) =>
        settle(api('GET /api/deliveries/:id', { params: { id }, response }, locale)),
      /** Makes the step that is left, which sends nothing twice. */
      continue: (id: string) =>
        settle(
          api('POST /api/deliveries/:id/continue', { params: { id }, body: {}, response }, locale),
        ),
      /** Takes the message back. */
      recall: (id: string) =>
        settle(
          api('POST /api/deliveries/:id/recall', { params: { id }, body: {}, response }, locale),
        ),
    }),
    [locale, settle],
  )
}

async function response() {
  return (await import('#contract/deliveries/delivery')).deliveryResponseSchema
}
