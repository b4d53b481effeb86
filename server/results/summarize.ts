import { sql } from 'kysely'
import {
  RESULT_KINDS,
  RESULT_REASONS,
  type ResultKind,
  type ResultReason,
} from '#contract/results/result-kinds'
import type { ResultsFilter, ResultsSummary } from '#contract/results/summary'
import { sentTexts } from '#contract/texts/sent-texts'
import type { Database } from '../storage/database.ts'

/** Bounds of the time after a message in which clicks are counted together, in milliseconds. */
const TIME_BOUNDS_MS = [0, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000]

type Group = {
  kind: ResultKind
  bubble: number | null
  language: string | null
  client: string | null
  why: ResultReason | null
  template_id: string | null
  list_id: string | null
  time: number | null
  count: number
}

const BUBBLES = [0, 1, 2] as const

/** Returns the numbers of all pushes that match: one query groups them, and the rest adds up groups. */
export async function summarize(db: Database, filter: ResultsFilter): Promise<ResultsSummary> {
  const groups = await readGroups(db, filter)
  const clicked = groups.filter(({ kind }) => kind === 'clicked')
  const texts = await readTexts(db, filter)
  return {
    ...addUp(groups),
    unknown_by: Object.fromEntries(
      RESULT_REASONS.map(
        (why) =>
          [why, sum(groups.filter((one) => one.kind === 'unknown' && one.why === why))] as const,
      ).filter(([, count]) => count > 0),
    ),
    median_after_ms: await readMedian(db, filter, sum(clicked)),
    by_bubble: BUBBLES.map((bubble) => {
      const own = clicked.filter((one) => one.bubble === bubble)
      const by_language = [...Map.groupBy(own, ({ language }) => language)]
        .map(([language, some]) => ({ language, count: sum(some) }))
        .toSorted(byCount(({ count }) => count))
      return { bubble, text: texts[bubble] ?? null, count: sum(own), by_language }
    }),
    by_language: by(groups, 'language').map(([language, all]) => ({ language, ...all })),
    by_client: by(groups, 'client').map(([client, all]) => ({ client, ...all })),
    by_time: TIME_BOUNDS_MS.map((from_ms, i) => {
      const own = clicked.filter(({ time }) => time === i)
      return { from_ms, to_ms: TIME_BOUNDS_MS[i + 1] ?? null, ...clicksOf(own), count: sum(own) }
    }),
    by_template: by(groups, 'template_id').map(([template, all]) => ({ template, ...all })),
    by_list: by(groups, 'list_id').map(([list, all]) => ({ list, ...all })),
  }
}

/** Returns the results that match a filter. */
export function matching(db: Database, { profile, template, list, from, to, apps }: ResultsFilter) {
  let found = db.selectFrom('results as r')
  if (profile !== undefined) found = found.where('r.profile', '=', profile)
  if (apps !== undefined) found = found.where('r.profile', 'in', apps)
  if (template !== undefined) found = found.where('r.template_id', '=', template)
  if (list !== undefined) found = found.where('r.list_id', '=', list)
  if (from !== undefined) found = found.where('r.started_at_ms', '>=', from)
  if (to !== undefined) found = found.where('r.started_at_ms', '<=', to)
  return found
}

async function readGroups(db: Database, filter: ResultsFilter): Promise<Group[]> {
  const time = TIME_BOUNDS_MS.slice(1).map(
    (bound, i) => sql`when r.after_ms < ${sql.lit(bound)} then ${sql.lit(i)}`,
  )
  const rows = await matching(db, filter)
    .select([
      'r.kind',
      'r.bubble',
      'r.client',
      'r.why',
      'r.template_id',
      'r.list_id',
      sql<string | null>`coalesce(r.language, r.recipient_language)`.as('language'),
      sql<number | null>`case when r.kind <> 'clicked' then null
        ${sql.join(time, sql` `)} else ${sql.lit(time.length)} end`.as('time'),
      (is) => is.fn.countAll<number>().as('count'),
    ])
    .groupBy([sql`1`, sql`2`, sql`3`, sql`4`, sql`5`, sql`6`, sql`7`, sql`8`])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

function sum(groups: readonly Group[]): number {
  return groups.reduce((total, { count }) => total + count, 0)
}

function clicksOf(clicked: readonly Group[]) {
  const [first = 0, second = 0, third = 0] = BUBBLES.map((bubble) =>
    sum(clicked.filter((one) => one.bubble === bubble)),
  )
  return { bubbles: [first, second, third] as [number, number, number] }
}

function addUp(groups: readonly Group[]) {
  const byKind = Map.groupBy(groups, ({ kind }) => kind)
  const counts = Object.fromEntries(
    RESULT_KINDS.map((kind) => [kind, sum(byKind.get(kind) ?? [])]),
  ) as Record<ResultKind, number>
  const clicked = byKind.get('clicked') ?? []
  const total = sum(groups)
  return {
    total,
    counts,
    ...clicksOf(clicked),
    bubble_unknown: sum(clicked.filter(({ bubble }) => bubble === null)),
    no_click: total - counts.clicked,
  }
}

/** Adds up the groups with the same value of a column: the most frequent first, null last. */
function by(groups: readonly Group[], column: 'language' | 'client' | 'template_id' | 'list_id') {
  return [...Map.groupBy(groups, (group) => group[column])]
    .map(([value, some]) => [value, addUp(some)] as const)
    .toSorted(
      ([a, one], [b, other]) => Number(a === null) - Number(b === null) || other.total - one.total,
    )
}

function byCount<T>(count: (item: T) => number) {
  return (one: T, other: T) => count(other) - count(one)
}

async function readMedian(
  db: Database,
  filter: ResultsFilter,
  clicks: number,
): Promise<number | null> {
  if (clicks === 0) return null
  const row = await matching(db, filter)
    .select('r.after_ms')
    .where('r.kind', '=', 'clicked')
    .where('r.after_ms', 'is not', null)
    .orderBy('r.after_ms')
    .offset(Math.floor((clicks - 1) / 2))
    .limit(1)
    .executeTakeFirst()
  return row?.after_ms ?? null
}

/** Returns the default texts of the bubbles, if all pushes that match have the same. */
async function readTexts(db: Database, filter: ResultsFilter): Promise<string[]> {
  const row = await matching(db, filter)
    .select([
      sql<string | null>`min(r.texts)`.as('first'),
      sql<string | null>`max(r.texts)`.as('last'),
      sql<number | null>`max(r.seq)`.as('seq'),
    ])
    .executeTakeFirst()
  if (!row?.seq || row.first === null || row.first !== row.last) return []
  const push = await db
    .selectFrom('intents')
    .select('body')
    .where('seq', '=', row.seq)
    .executeTakeFirst()
  return sentTexts(push?.body ?? '')
}
