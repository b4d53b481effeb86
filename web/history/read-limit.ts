/** A limit as a person types it: nothing is no limit (`null`). */
export function readLimit(text: string, max: number): number | null | 'wrong' {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const value = Number(trimmed)
  return /^\d{1,9}$/.test(trimmed) && value >= 1 && value <= max ? value : 'wrong'
}
