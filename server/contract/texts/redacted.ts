/** Replaces each secret in whatever is stored, logged or shown. */
export const REDACTED = '(redacted)'
