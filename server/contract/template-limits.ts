/** The console's own limits for templates. */
export const TEMPLATE_LIMITS = {
  /** Characters. */
  name: { min: 1, max: 80 },
  note: { min: 0, max: 1000 },
  templates: { min: 0, max: 1000 },
  /** Bytes of a file to import. */
  file: { max: 1024 * 1024 },
} as const
