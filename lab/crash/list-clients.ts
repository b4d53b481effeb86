import { setTimeout } from 'node:timers/promises'
import {
  type DeliveryList,
  type ListRow,
  listResponseSchema,
  listsSchema,
} from '#contract/deliveries/list'
import type { Random } from '../seeded-random.ts'
import { type DeliveryEffects, isTrue } from './compare-deliveries.ts'

const PATH = '/api/lists'
const TIMEOUT_MS = 10_000
const ROWS = 8
/** How long the lists may take to end after the last crash. */
const END_MS = 90_000

export type ListFindings = {
  /** Not over although it was started and continued. */
  unfinished: string[]
  /** Its rows do not add up to the input. */
  wrongSum: string[]
  /** Rows with a state that is not what the platform did. */
  rowLies: string[]
}

/** Clients that make lists, start, pause and resume them, each on any console. */
export function createListClients(random: Random) {
  let made = 0

  async function call(url: string, path: string, body?: object, key?: string) {
    const response = await fetch(`${url}${PATH}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return listResponseSchema.safeParse(await response.json())
  }

  /** The text of each row is its key: the platform's record knows it by that. */
  function create(url: string, n: number) {
    const rows = Array.from({ length: ROWS }, (_, i) => {
      const key = `list-${n}-row-${i}`
      return { recipient: `ou_${key}`, values: { key } }
    })
    const texts = { message: { text: '{{key}}' }, follow_ups: [{ content: '{{key}}' }] }
    return call(url, '', { ...texts, rows, pause_at: null }, `list-${n}`)
  }

  async function act(url: string): Promise<void> {
    // The first half is made anew, the other is made again: with its key it is the same list.
    const n = random.chance(0.5) ? made++ : random.below(made + 1)
    const created = await create(url, n)
    const id = created.data?.list.id
    if (id === undefined) return
    await call(url, `/${id}/start`, {})
    if (!random.chance(0.3)) return
    await setTimeout(random.below(200))
    await call(url, `/${id}/pause`)
    await call(url, `/${id}/resume`)
  }

  return {
    count: () => made,
    /** Does something until it is stopped. */
    async work(pickUrl: () => string, isStopped: () => boolean): Promise<void> {
      while (!isStopped()) {
        // Requests to a killed console fail; the lists must be right all the same.
        await act(pickUrl()).catch(() => {})
        await setTimeout(random.below(400))
      }
    },
    /** Starts what was not started, as a person would after the last crash, and waits for the end. */
    async finish(url: string): Promise<void> {
      for (let waited = 0; waited < END_MS; waited += 500) {
        const lists = await readSummaries(url)
        if (lists.every(({ state }) => state === 'finished')) return
        for (const { id, state } of lists) {
          // A request that takes too long is made again in the next round.
          if (state === 'draft') await call(url, `/${id}/start`, {}).catch(() => {})
          if (state === 'paused') await call(url, `/${id}/resume`).catch(() => {})
        }
        await setTimeout(500)
      }
    },
  }
}

async function readSummaries(url: string) {
  const lists: { id: string; state: DeliveryList['state'] }[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor && `&cursor=${cursor}`
    const page = listsSchema.parse(await (await fetch(`${url}${PATH}?limit=100${query}`)).json())
    lists.push(...page.lists)
    cursor = page.next_cursor
  }
  return lists
}

/** Returns every list with its rows. */
export async function readLists(url: string): Promise<DeliveryList[]> {
  const lists: DeliveryList[] = []
  for (const { id } of await readSummaries(url)) {
    const response = await fetch(`${url}${PATH}/${id}`)
    lists.push(listResponseSchema.parse(await response.json()).list)
  }
  return lists
}

type ComparedList = Pick<DeliveryList, 'id' | 'state' | 'total' | 'counts'> & {
  rows: readonly Pick<ListRow, 'n' | 'state' | 'values'>[]
}

/** Compares lists with what the platform did for their rows. */
export function compareLists(
  lists: readonly ComparedList[],
  effects: ReadonlyMap<string, DeliveryEffects>,
): ListFindings {
  const isLie = ({ state, values }: ComparedList['rows'][number]) => {
    const done = effects.get(values.key ?? '') ?? { messages: 0, bubbles: 0, recalled: 0 }
    switch (state) {
      case 'sent':
      case 'message_only':
      case 'refused':
      case 'not_sent':
      case 'unknown':
      case 'running':
        return !isTrue(state, done)
      default:
        return done.messages > 0
    }
  }
  return {
    unfinished: lists.flatMap(({ id, state }) => (state === 'finished' ? [] : [id])),
    wrongSum: lists.flatMap(({ id, total, counts, rows }) => {
      const sum = Object.values(counts).reduce((all, count) => all + count, 0)
      return sum === total && rows.length === total ? [] : [id]
    }),
    rowLies: lists.flatMap(({ id, rows }) => rows.filter(isLie).map(({ n }) => `${id}:${n}`)),
  }
}
