import { ANSWER_ROWS } from './answer-rows.ts'
import { RACE_ROWS } from './race-rows.ts'
import type { Row } from './row.ts'
import { STORAGE_ROWS } from './storage-rows.ts'
import { SYSTEM_ROWS } from './system-rows.ts'
import { TOKEN_ROWS } from './token-rows.ts'

/** What this matrix leaves to others, by name, so that no number of it is silently missing. */
const ELSEWHERE: readonly Row[] = [
  elsewhere('R13', 'a message of 599 s and 601 s', 'the emulator’s rules and their tests'),
  elsewhere('R24', 'a migration that breaks off half way', 'server/storage/open-sqlite.test.ts'),
  elsewhere('R29', 'a day’s load on a million rows', 'npm run bench'),
]

/** The matrix, in order. */
export const ROWS: readonly Row[] = [
  ...ANSWER_ROWS,
  ...TOKEN_ROWS,
  ...RACE_ROWS,
  ...STORAGE_ROWS,
  ...SYSTEM_ROWS,
  ...ELSEWHERE,
].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))

function elsewhere(id: string, fault: string, where: string): Row {
  return { id, fault, behaviour: '', missing: () => `tried by ${where}`, run: async () => {} }
}
