/** A difference of two clocks as `+1:02:03`, to the second. */
export function formatOffset(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return `${ms < 0 ? '−' : '+'}${hours}:${clock}`
}
