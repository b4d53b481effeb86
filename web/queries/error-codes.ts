import { useQuery } from '@tanstack/react-query'
import { errorCodesSchema } from '#contract/error-code'
import { useLocale } from '../i18n/locale-context.tsx'
import { request } from './request.ts'

/** The whole catalogue in both languages. It changes only with the console itself. */
export function useErrorCodes() {
  const { locale } = useLocale()
  return useQuery({
    queryKey: ['error-codes'],
    queryFn: ({ signal }) => request('/api/error-codes', errorCodesSchema, { locale, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    select: (answer) => answer.error_codes,
  })
}
