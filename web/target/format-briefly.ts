/** A moment as a person says it of a chat: the time, and the day only where it is another one. */
export function formatBriefly(iso: string, now: number, tag: string): string {
  const then = new Date(iso)
  const sameDay = then.toDateString() === new Date(now).toDateString()
  return new Intl.DateTimeFormat(
    tag,
    sameDay ? { timeStyle: 'medium' } : { dateStyle: 'short', timeStyle: 'short' },
  ).format(then)
}
