import { RefusedError } from '../queries/request.ts'

/** What the server said to mend, by the path of the field. */
export function mendsOf(error: Error | null): Readonly<Partial<Record<string, string>>> {
  if (!(error instanceof RefusedError)) return {}
  return Object.fromEntries(error.refusal.issues.map(({ path, message }) => [path, message]))
}
