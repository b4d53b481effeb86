import type { Group } from './group.ts'
import { cli } from './rows/cli.ts'
import { emulator } from './rows/emulator.ts'
import { history } from './rows/history.ts'
import { keys } from './rows/keys.ts'
import { ledger } from './rows/ledger.ts'
import { page } from './rows/page.ts'
import { paint } from './rows/paint.ts'
import { push } from './rows/push.ts'
import { start } from './rows/start.ts'

/** Everything that can be measured, in the order of the table. */
export const GROUPS: readonly Group[] = [
  push,
  ledger,
  start,
  history,
  page,
  paint,
  keys,
  cli,
  emulator,
]
