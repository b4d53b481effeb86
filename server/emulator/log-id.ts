const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000

/**
 * A request's id as Feishu writes it: the time in Beijing as yyyyMMddHHmmss, then 20 hex digits.
 * @param now milliseconds since 1970
 */
export function createLogId(now: number, randomHex: (bytes: number) => string): string {
  const beijing = new Date(now + BEIJING_OFFSET_MS).toISOString()
  return beijing.replace(/\D/g, '').slice(0, 14) + randomHex(10).toUpperCase()
}
