import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4096

/** Random bytes as lower-case hex, drawn many at a time: the system is asked once for hundreds of ids. */
export function createRandomHex(): (bytes: number) => string {
  const pool = Buffer.alloc(POOL_BYTES)
  let used = POOL_BYTES
  return (bytes) => {
    if (used + bytes > POOL_BYTES) {
      randomFillSync(pool)
      used = 0
    }
    used += bytes
    return pool.toString('hex', used - bytes, used)
  }
}
