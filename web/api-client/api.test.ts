import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { api, apiUrl } from './api.ts'

describe('the URL of a route', () => {
  test('has its parameters encoded', () => {
    expect(apiUrl('GET /api/exchanges/:id/receipt', { params: { id: 'a/b?c' } })).toBe(
      '/api/exchanges/a%2Fb%3Fc/receipt',
    )
  })

  test('has its query, without what is undefined', () => {
    expect(apiUrl('GET /api/templates/export', { query: { id: 'a b' } })).toBe(
      '/api/templates/export?id=a+b',
    )
    expect(apiUrl('GET /api/templates/export', { query: { id: undefined } })).toBe(
      '/api/templates/export',
    )
  })
})

test('a mistake in a call does not compile', () => {
  expect(mistakes).toBeTypeOf('function')
})

/** Never called: `tsc` fails if one of the mistakes compiles. */
function mistakes() {
  const response = z.null()
  // @ts-expect-error a misspelt path
  api('GET /api/exchange/:id', { params: { id: 'a' }, response }, 'en')
  // @ts-expect-error a method that the route does not have
  api('PUT /api/exchanges/:id', { params: { id: 'a' }, response }, 'en')
  // @ts-expect-error a misspelt path parameter
  api('GET /api/exchanges/:id', { params: { ids: 'a' }, response }, 'en')
  // @ts-expect-error no path parameter
  api('GET /api/exchanges/:id', { response }, 'en')
  // @ts-expect-error a misspelt query parameter
  api('GET /api/exchanges', { query: { cursors: 'a' }, response }, 'en')
  // @ts-expect-error a misspelt field of the body
  api('POST /api/retention', { body: { dryrun: true }, response }, 'en')
  // @ts-expect-error a field of the body with a wrong value
  api('POST /api/recipients/find', { query: {}, body: { query: 1 }, response }, 'en')
  // @ts-expect-error a misspelt route of a link
  apiUrl('GET /api/templates/exports', {})
}
