/** The console's own limits for lists. */
export const LIST_LIMITS = {
  rows: 10_000,
  /** Bytes of the body of `POST /api/lists`. */
  bytes: 8 * 1024 * 1024,
  name: 120,
  /** Characters of one value of a row. */
  value: 2_000,
  /** Rows of one page. */
  page: { default: 100, max: 500 },
} as const
