/** No more than one reading in this time, in milliseconds, however fast the changes come. */
const PAUSE_MS = 100

/**
 * Reads again and again while it is asked to, but never twice at once: what is asked for during a
 * reading is one more reading after it, so the last change is always seen.
 */
export function createRefresher(read: () => Promise<unknown>, pauseMs = PAUSE_MS): () => void {
  let reading = false
  let again = false
  async function run(): Promise<void> {
    reading = true
    while (again) {
      again = false
      await read()
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    reading = false
  }
  return () => {
    again = true
    if (!reading) void run()
  }
}
