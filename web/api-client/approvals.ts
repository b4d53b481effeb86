import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Approval } from '#contract/access/approvals'
import { approvalResponseSchema, approvalsSchema, fourEyesSchema } from '#contract/access/approvals'
import { apiUrl, useApi, useRead } from './api.ts'
import { createRefresher, useEventStream } from './event-stream.ts'
import { refreshQueries } from './refresh.ts'
import { may } from './rights.ts'

const APPROVALS = ['approvals']
/** What a decision may have sent or started. */
const FOLLOWING = [['deliveries'], ['lists']]

/** What waits for approval, what was decided, and the apps that need it. */
export function useApprovals(enabled = true) {
  return useRead(APPROVALS, 'GET /api/approvals', {
    response: approvalsSchema,
    staleTime: 0,
    enabled,
  })
}

/** Reads what the page shows of approvals again when someone submits or decides. */
export function useLiveApprovals(): void {
  const client = useQueryClient()
  const refresh = useMemo(
    () => createRefresher(() => refreshQueries(client, APPROVALS, ...FOLLOWING)),
    [client],
  )
  useEventStream({
    href: may.anywhere('viewer') ? apiUrl('GET /api/results/stream', {}) : null,
    event: 'approval',
    onEvent: refresh,
    onOpen: () => void client.invalidateQueries({ queryKey: APPROVALS }),
  })
}

/** Every step of a proposal, and the setting of an app; each refetches the list, also if it was refused. */
export function useApprovalSteps() {
  const api = useApi()
  const client = useQueryClient()
  const onSettled = () => refreshQueries(client, APPROVALS, ...FOLLOWING)
  const response = approvalResponseSchema
  return {
    approve: useMutation({
      mutationFn: ({ id, digest }: Pick<Approval, 'id' | 'digest'>) =>
        api('POST /api/approvals/:id/approve', { params: { id }, body: { digest }, response }),
      onSettled,
    }),
    reject: useMutation({
      mutationFn: ({ id, note }: { id: string; note: string }) =>
        api('POST /api/approvals/:id/reject', { params: { id }, body: { note }, response }),
      onSettled,
    }),
    withdraw: useMutation({
      mutationFn: (id: string) =>
        api('POST /api/approvals/:id/withdraw', { params: { id }, response }),
      onSettled,
    }),
    require: useMutation({
      mutationFn: ({ profile, required }: { profile: string; required: boolean }) =>
        api('PUT /api/approvals/apps/:profile', {
          params: { profile },
          body: { required },
          response: fourEyesSchema,
        }),
      onSettled,
    }),
  }
}
