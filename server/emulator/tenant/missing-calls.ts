import type { World } from './world.ts'

const MAX_MISSING_CALLS = 100
const MAX_PATH_LENGTH = 200

/**
 * Records a call that the emulator does not have, once for each method and path, and warns of a new one.
 * @param app_id the app of the caller's token, or null
 */
export function recordMissingCall(
  { missing_calls, clock, warn, changes }: World,
  method: string,
  rawPath: string,
  app_id: string | null,
): void {
  const path = rawPath.split('/').map(hideId).join('/').slice(0, MAX_PATH_LENGTH)
  const key = `${method} ${path}`
  const count = (missing_calls.get(key)?.count ?? 0) + 1
  // The last one made is the last in the map.
  missing_calls.delete(key)
  missing_calls.set(key, { method, path, count, last_at_ms: clock(), app_id })
  for (const oldest of missing_calls.keys()) {
    if (missing_calls.size <= MAX_MISSING_CALLS) break
    missing_calls.delete(oldest)
  }
  if (count === 1) warn(`The emulator does not have the call ${key}.`)
  changes.touch()
}

/** A path can hold a secret, for example the token of a webhook bot. */
function hideId(part: string): string {
  const isId = part.length > 40 || (part.length > 8 && /\d/.test(part))
  return isId ? ':id' : part
}
