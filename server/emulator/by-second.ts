/**
 * Spells a time, given in milliseconds since 1970, of which parts of a second do not show: within the
 * same second it is asked for by every request, and spelt once.
 */
export function bySecond(spell: (ms: number) => string): (ms: number) => string {
  let second = Number.NaN
  let text = ''
  return (ms) => {
    const now = Math.floor(ms / 1000)
    if (now !== second) {
      second = now
      text = spell(ms)
    }
    return text
  }
}
