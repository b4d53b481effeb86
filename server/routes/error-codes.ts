import { Hono } from 'hono'
import * as z from 'zod/mini'
import { ERROR_CODES, errorCodesFor } from '#contract/catalogue/catalogue'
import { ENDPOINTS, errorCodesSchema } from '#contract/catalogue/error-code'
import { validated } from '../http/validated.ts'

/** The catalogue of error codes, whole or for one endpoint. */
export function errorCodeRoutes() {
  return new Hono().get(
    '/',
    validated({
      summary: 'Lists the error codes of the platform with their meanings',
      access: 'signed_in',
      query: z.strictObject({
        endpoint: z.optional(z.enum(ENDPOINTS, { error: 'unknown_endpoint' })),
      }),
      responses: { 200: { description: 'The error codes', schema: errorCodesSchema } },
    }),
    (c) => {
      const { endpoint } = c.req.valid('query')
      return c.json({ error_codes: endpoint ? errorCodesFor(endpoint) : ERROR_CODES }, 200)
    },
  )
}
