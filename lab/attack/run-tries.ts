import { seededRandom } from '../seeded-random.ts'
import { createTarget, HOLES, type Hole } from './target.ts'
import { TRIES } from './tries.ts'

type Tally = Record<Hole, { tries: number; passed: string[] }>

/**
 * Makes generated tries of every kind against one console.
 * @param hole what the console does not check; then only the tries of that kind are made, until one passes
 */
export async function runTries(
  tries: number,
  seed: number,
  hole: Hole | null = null,
): Promise<Tally> {
  const random = seededRandom(seed)
  const target = await createTarget(hole)
  const kinds = hole === null ? HOLES : [hole]
  const tally = Object.fromEntries(
    HOLES.map((kind) => [kind, { tries: 0, passed: [] as string[] }]),
  ) as Tally
  try {
    for (let i = 0; i < tries; i += 1) {
      const kind = kinds[i % kinds.length] ?? 'header'
      const got = await TRIES[kind](target, random)
      tally[kind].tries += 1
      if (got) tally[kind].passed.push(got)
      if (got && hole !== null) break
    }
  } finally {
    await target.close()
  }
  return tally
}
