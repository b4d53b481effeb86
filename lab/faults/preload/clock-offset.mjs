/** Moves the clock of the process by CLOCK_OFFSET_MS; timers and durations go on as before. */
const offset = Number(process.env.CLOCK_OFFSET_MS ?? 0)
const RealDate = Date
const { now } = Date

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now() + offset)
    else super(...parts)
  }
  static now() {
    return now() + offset
  }
}
