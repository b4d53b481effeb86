/** What an answer has to be; any schema of the contract is one. */
export type Answer<T> = {
  safeParse: (value: unknown) => { success: true; data: T } | { success: false }
}

/**
 * An answer that is known by one of its fields. It is for what has to be there soon: the page and the
 * server that serves it are of one build, and no schema has to be loaded to take its word.
 */
export function answerWith<T extends object>(field: keyof T): Answer<T> {
  const is = (value: unknown): value is T =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, field)
  return {
    safeParse: (value) => (is(value) ? { success: true, data: value } : { success: false }),
  }
}

/** An exchange; its schema is loaded with the first one. */
export async function exchangeAnswer() {
  return (await import('#contract/exchange')).exchangeSchema
}
