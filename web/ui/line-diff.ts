import { diffArrays } from 'diff'

export type DiffLine = { number: number; text: string }

/** One row of two texts side by side; `null` where a side has nothing to set against the other. */
export type DiffRow = { left: DiffLine | null; right: DiffLine | null; changed: boolean }

/** Texts that differ in more lines than this are set side by side as they stand: looking for the shortest way would take too long. */
const MAX_EDITS = 1000

/** Sets two texts side by side, line by line; lines that were replaced stand opposite each other. */
export function diffLines(left: string, right: string): DiffRow[] {
  const [before, after] = [left.split('\n'), right.split('\n')]
  const changes = diffArrays(before, after, { maxEditLength: MAX_EDITS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ]
  const rows: DiffRow[] = []
  let removed: string[] = []
  let [l, r] = [0, 0]
  const numberLeft = (text: string | undefined) =>
    text === undefined ? null : { number: ++l, text }
  const numberRight = (text: string | undefined) =>
    text === undefined ? null : { number: ++r, text }
  const replace = (gone: readonly string[], come: readonly string[]) => {
    for (let i = 0; i < Math.max(gone.length, come.length); i += 1) {
      rows.push({ left: numberLeft(gone[i]), right: numberRight(come[i]), changed: true })
    }
  }

  for (const change of changes) {
    if (change.removed) {
      removed = change.value
      continue
    }
    replace(removed, change.added ? change.value : [])
    removed = []
    if (change.added) continue
    for (const text of change.value) {
      rows.push({ left: numberLeft(text), right: numberRight(text), changed: false })
    }
  }
  replace(removed, [])
  return rows
}
