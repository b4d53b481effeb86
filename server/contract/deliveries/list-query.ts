import * as z from 'zod/mini'
import { LIST_ISSUE_KINDS, LIST_ROW_STATES, LIST_STATES, type ListRowState } from './list.ts'
import { LIST_LIMITS } from './list-limits.ts'

const whole = (min: number, max: number, error: string) =>
  z.pipe(
    z.string().check(
      z.refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max, {
        error,
      }),
    ),
    z.transform((text) => Number(text)),
  )

/** The query of `GET /api/lists`. */
export const listsQuerySchema = z.strictObject({
  state: z.optional(z.enum(LIST_STATES)),
  cursor: z.optional(z.string()),
  limit: z.optional(whole(1, 100, 'limit_range')),
})

/** The query of `GET /api/lists/:id`. */
export const listQuerySchema = z.strictObject({
  /** Row states, separated by commas. */
  state: z.optional(
    z.pipe(
      z
        .string()
        .check(
          z.refine(
            (text) =>
              text.split(',').every((one) => LIST_ROW_STATES.some((state) => state === one)),
            { error: 'list_row_state' },
          ),
        ),
      z.transform((text) => text.split(',') as ListRowState[]),
    ),
  ),
  issue: z.optional(z.enum(LIST_ISSUE_KINDS)),
  after: z.optional(whole(0, 999_999, 'list_page')),
  limit: z.optional(whole(1, LIST_LIMITS.page.max, 'list_page')),
})

/** The query of `GET /api/lists/:id/export`. */
export const listExportQuerySchema = z.strictObject({
  format: z.enum(['json', 'csv'], { error: 'export_format' }),
})
