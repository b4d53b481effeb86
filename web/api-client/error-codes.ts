import { useQuery } from '@tanstack/react-query'
import { errorCodesSchema } from '#contract/catalogue/error-code'
import { useApi } from './api.ts'

/** The whole error catalogue in both languages. It changes only with the console itself. */
export function useErrorCodes() {
  const api = useApi()
  return useQuery({
    queryKey: ['error-codes'],
    queryFn: ({ signal }) => api('GET /api/error-codes', { response: errorCodesSchema, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    select: ({ error_codes }) => error_codes,
  })
}
