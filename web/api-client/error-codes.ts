import { errorCodesSchema } from '#contract/catalogue/error-code'
import { useRead } from './api.ts'

/** The whole error catalogue in both languages. It changes only with the console itself. */
export function useErrorCodes() {
  return useRead(['error-codes'], 'GET /api/error-codes', {
    response: errorCodesSchema,
    staleTime: Number.POSITIVE_INFINITY,
    select: ({ error_codes }) => error_codes,
  })
}
