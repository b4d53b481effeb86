import type { Exchange } from '#contract/exchange'
import { verdictOf } from './verdict.ts'

/** Whether the same call may simply be made again. */
type MayRepeat = 'wait' | 'needless' | 'later' | 'no' | 'unsaid' | 'safe' | 'look_first'

type Ended = Pick<Exchange, 'state' | 'outcome' | 'code'> & {
  meaning: Pick<NonNullable<Exchange['meaning']>, 'retryable'> | null
}

/** `unsaid` is the honest answer for a code that the catalogue does not know. */
export function mayRepeat(exchange: Ended): MayRepeat {
  switch (verdictOf(exchange)) {
    case 'running':
      return 'wait'
    case 'done':
      return 'needless'
    case 'not_sent':
      return 'safe'
    case 'unknown':
      return 'look_first'
    case 'refused':
    case 'token_refused':
      if (!exchange.meaning) return 'unsaid'
      return exchange.meaning.retryable ? 'later' : 'no'
  }
}
