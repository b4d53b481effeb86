import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Approval } from '#contract/access/approvals'
import { approvalResponseSchema, approvalsSchema, fourEyesSchema } from '#contract/access/approvals'
import { useApi } from './api.ts'
import { refreshQueries } from './refresh.ts'

const APPROVALS = ['approvals']
/** Nothing tells the page that someone else decided. */
const REFRESH_MS = 15_000

/** What waits for approval, what was decided, and the apps that need it. */
export function useApprovals(enabled = true) {
  const api = useApi()
  return useQuery({
    queryKey: APPROVALS,
    queryFn: ({ signal }) => api('GET /api/approvals', { response: approvalsSchema, signal }),
    staleTime: 0,
    refetchInterval: REFRESH_MS,
    enabled,
  })
}

/** Every step of a proposal, and the setting of an app; each refetches the list, also if it was refused. */
export function useApprovalSteps() {
  const api = useApi()
  const client = useQueryClient()
  const onSettled = () => refreshQueries(client, APPROVALS, ['deliveries'], ['lists'])
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
