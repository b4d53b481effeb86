import { describe, expect, test } from 'vitest'
import { ERROR_CODES } from '#contract/catalogue/catalogue'
import { errorCodesSchema } from '#contract/catalogue/error-code'
import { refusalSchema } from '#contract/refusal'
import { createTestConsole } from '../testing/test-console.ts'

const { request } = createTestConsole([])

async function codesOf(path: string) {
  const response = await request(path)
  expect(response.status).toBe(200)
  return errorCodesSchema.parse(await response.json()).error_codes
}

describe('the catalogue', () => {
  test('is returned completely', async () => {
    expect(await codesOf('/api/error-codes')).toEqual(ERROR_CODES)
  })

  test('is returned for one endpoint: its eight codes first, then those of any', async () => {
    const codes = await codesOf('/api/error-codes?endpoint=push_follow_up')
    expect(codes.slice(0, 8).map(({ code }) => code)).toEqual([
      230001, 230002, 230003, 230004, 230005, 230006, 230007, 230008,
    ])
    expect(codes.map(({ code }) => code)).toContain(99991663)
    expect(codes.map(({ code }) => code)).not.toContain(10014)
  })

  test.each([
    ['endpoint=push', ['endpoint']],
    ['endpoint=', ['endpoint']],
    ['endpoint=any&endpoint=any', ['endpoint']],
    ['code=1', ['code']],
  ])('is refused for %s', async (query, paths) => {
    const response = await request(`/api/error-codes?${query}`)
    expect(response.status).toBe(422)
    const { issues } = refusalSchema.parse(await response.json())
    expect(issues.map(({ path }) => path)).toEqual(paths)
  })
})
