import { type AliasedExpression, sql } from 'kysely'
import type { Bilingual } from '#contract/locale'
import type { Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'

/** At most `count` sends in a period. */
export type SendLimit = { count: number; periodMs: number }

/** The limits that an operator sets; null if there is none. */
export type SendLimits = { perRecipient: SendLimit | null; perSender: SendLimit | null }

export const NO_LIMITS: SendLimits = { perRecipient: null, perSender: null }

/** A limit is reached; thrown to roll back the send that would exceed it. */
export class SendLimitError extends Error {
  override readonly name = 'SendLimitError'
  readonly by: keyof SendLimits
  readonly limit: SendLimit
  readonly resets_at_ms: number
  constructor(by: keyof SendLimits, limit: SendLimit, resets_at_ms: number) {
    super(`${by} limit`)
    this.by = by
    this.limit = limit
    this.resets_at_ms = resets_at_ms
  }
}

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
type Unit = keyof typeof UNITS

/** Parses LIMIT_PER_RECIPIENT and LIMIT_PER_SENDER; returns a line for each that is invalid. */
export function parseSendLimits(
  env: Readonly<Record<string, string | undefined>>,
): SendLimits | string[] {
  const problems: string[] = []
  const parse = (name: string): SendLimit | null => {
    const text = env[name]?.trim() ?? ''
    if (text === '') return null
    const [, count, length, unit] = /^([1-9]\d{0,5})\/([1-9]\d{0,3})?([smhd])$/.exec(text) ?? []
    const periodMs = Number(length ?? 1) * (UNITS[unit as Unit] ?? 0)
    if (periodMs > 0 && periodMs <= 7 * UNITS.d) return { count: Number(count), periodMs }
    problems.push(
      `${name}: expected a number and a period of up to 7d such as 5/10m, got ${JSON.stringify(text)}`,
    )
    return null
  }
  const perRecipient = parse('LIMIT_PER_RECIPIENT')
  const perSender = parse('LIMIT_PER_SENDER')
  return problems.length > 0 ? problems : { perRecipient, perSender }
}

type Send = {
  actor: string
  base_url: string
  /** Null if it is not known whom the message goes to. */
  receive_id: string | null
  at_ms: number
}

/**
 * Checks a delivery, or a send without one, that the same transaction has inserted. Sends count when
 * they were begun, however they ended.
 * @throws SendLimitError if it exceeds a limit
 */
export async function checkSendLimits(
  { kind }: Pick<Storage, 'kind'>,
  tx: Tx,
  { perRecipient, perSender }: SendLimits,
  { actor, base_url, receive_id, at_ms }: Send,
): Promise<void> {
  if (perRecipient && receive_id !== null) {
    await lockSends(kind, tx, receive_id)
    await check('perRecipient', perRecipient, (since) =>
      tx
        .selectFrom('deliveries')
        .select('created_at_ms as at_ms')
        .where('receive_id', '=', receive_id)
        .where('base_url', '=', base_url)
        .where('created_at_ms', '>', since)
        .unionAll(
          directSends(tx, since)
            .where('endpoint', '=', 'create_message')
            .where('base_url', '=', base_url)
            .where(sql<string>`body`, 'like', `%"receive_id":"${escapeLike(receive_id)}"%`),
        )
        .as('times'),
    )
  }
  if (perSender) {
    await lockSends(kind, tx, `sender ${actor}`)
    await check('perSender', perSender, (since) =>
      tx
        .selectFrom('deliveries')
        .select('created_at_ms as at_ms')
        .where('actor', '=', actor)
        .where('created_at_ms', '>', since)
        .unionAll(
          directSends(tx, since)
            .where('endpoint', 'in', ['create_message', 'push_follow_up'])
            .where('actor', '=', actor),
        )
        .as('times'),
    )
  }

  async function check(
    by: keyof SendLimits,
    limit: SendLimit,
    timesSince: (since: number) => AliasedExpression<{ at_ms: number }, 'times'>,
  ): Promise<void> {
    // The new one is among them, so this is the one that has to leave the period first.
    const blocking = await tx
      .selectFrom(timesSince(at_ms - limit.periodMs))
      .select('times.at_ms')
      .orderBy('at_ms', 'desc')
      .offset(limit.count)
      .limit(1)
      .executeTakeFirst()
    if (blocking) throw new SendLimitError(by, limit, blocking.at_ms + limit.periodMs)
  }
}

/** Sends that belong to no delivery, which would count twice otherwise. */
function directSends(tx: Tx, since: number) {
  return tx
    .selectFrom('intents')
    .select('started_at_ms as at_ms')
    .where('delivery', 'is', null)
    .where('latest_at_ms', '>', since)
    .where('started_at_ms', '>', since)
}

/** IDs and addresses are stored as JSON texts; `\` cannot be in them. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_"]/g, '_')
}

/** Makes concurrent sends of several consoles wait for each other; SQLite runs one at a time. */
export async function lockSends(kind: Storage['kind'], tx: Tx, name: string): Promise<void> {
  if (kind === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(tx)
}

/** Says which limit is reached and when it ends. */
export function describeSendLimit(
  { by, limit, resets_at_ms }: Pick<SendLimitError, 'by' | 'limit' | 'resets_at_ms'>,
  now_ms: number,
): Bilingual {
  const { count, periodMs } = limit
  const wait = Math.max(resets_at_ms - now_ms, 1_000)
  const period = { zh: duration(periodMs, 'zh'), en: duration(periodMs, 'en') }
  const left = { zh: duration(wait, 'zh'), en: duration(wait, 'en') }
  if (by === 'perRecipient') {
    return {
      zh: `此人在 ${period.zh}内已收到 ${count} 次发送，达到上限。未发送，请 ${left.zh}后再试。`,
      en: `This person already got ${count} sends within ${period.en}, which is the limit. Not sent: try again in ${left.en}.`,
    }
  }
  return {
    zh: `你在 ${period.zh}内已发送 ${count} 次，达到上限。未发送，请 ${left.zh}后再试。`,
    en: `You already made ${count} sends within ${period.en}, which is the limit. Not sent: try again in ${left.en}.`,
  }
}

const NAMES = {
  zh: { s: '秒', m: '分钟', h: '小时', d: '天' },
  en: { s: 's', m: 'min', h: 'h', d: 'd' },
} as const

/** In the largest unit that keeps it exact to a tenth, rounded up. */
function duration(ms: number, locale: 'zh' | 'en'): string {
  const unit: Unit = ms >= 2 * UNITS.d ? 'd' : ms >= 2 * UNITS.h ? 'h' : ms > 90_000 ? 'm' : 's'
  return `${Math.ceil(ms / UNITS[unit])} ${NAMES[locale][unit]}`
}
