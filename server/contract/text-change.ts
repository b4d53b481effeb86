/** Where one text became another, in UTF-16 units: `from`–`to` of the old text, `from`–`end` of the new. */
export type TextChange = { from: number; to: number; end: number }

/** The shortest single replacement that turns one text into another; empty where they are the same. */
export function textChange(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before[from] === after[from]) from += 1
  let kept = 0
  while (
    kept < shorter - from &&
    before[before.length - 1 - kept] === after[after.length - 1 - kept]
  ) {
    kept += 1
  }
  return { from, to: before.length - kept, end: after.length - kept }
}
