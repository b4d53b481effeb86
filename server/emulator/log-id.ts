import { bySecond } from './by-second.ts'

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000

/**
 * A request's id as Feishu writes it: the time in Beijing as yyyyMMddHHmmss, then 20 hex digits.
 * @param now milliseconds since 1970
 */
export function createLogId(now: number, randomHex: (bytes: number) => string): string {
  return inBeijing(now) + randomHex(10).toUpperCase()
}

const inBeijing = bySecond((ms) =>
  new Date(ms + BEIJING_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14),
)
