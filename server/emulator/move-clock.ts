import type { MoveClock } from '#contract/emulator-control'
import type { Clock } from './clock.ts'

/** Does to the clock what the control call asks for. */
export function moveClock(clock: Clock, move: MoveClock): void {
  switch (move.action) {
    case 'freeze':
      clock.freeze()
      break
    case 'resume':
      clock.resume()
      break
    case 'advance':
      clock.advance(move.ms)
      break
    case 'set':
      clock.set(move.now_ms)
      break
  }
}
