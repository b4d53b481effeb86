/** Reads a small preference or draft; `null` where there is none or storage is closed to us. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Keeps a small preference or draft; without storage the page works on, it only forgets. */
export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Full or closed storage must never break typing.
  }
}
