/**
 * Returns the items of a list with React keys, for a list whose items have no identity but what they
 * say. Equal items get different keys, so none is lost.
 */
export function keyed<T>(items: readonly T[]): [key: string, item: T][] {
  const seen = new Map<string, number>()
  return items.map((item) => {
    const text = JSON.stringify(item)
    const before = seen.get(text) ?? 0
    seen.set(text, before + 1)
    return [`${before} ${text}`, item]
  })
}
