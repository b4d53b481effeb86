import { Hono } from 'hono'
import { ERROR_CODES, errorCodesFor } from '#contract/catalogue'
import { ENDPOINTS } from '#contract/error-code'
import { describeIssue } from '#contract/judge-request'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'

/** The catalogue, whole or for one endpoint. */
export function errorCodeRoutes() {
  return new Hono().get('/', (c) => {
    const locale = requestLocale(c)
    const { values, issues } = readQuery(c, ['endpoint'], locale)
    const endpoint = ENDPOINTS.find((name) => name === values.endpoint)
    if (values.endpoint !== undefined && !endpoint) {
      issues.push(describeIssue('endpoint', 'unknown_endpoint', locale))
    }
    if (issues.length > 0) return refuse(c, 'invalid', issues)
    return c.json({ error_codes: endpoint ? errorCodesFor(endpoint) : ERROR_CODES }, 200)
  })
}
