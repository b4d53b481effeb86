import type { FaultCase } from './fault.ts'
import { CONCURRENCY_FAULTS } from './rows/concurrency.ts'
import { CONNECTION_FAULTS } from './rows/connections.ts'
import { DELIVERY_FAULTS } from './rows/deliveries.ts'
import { HOSTILE_FAULTS } from './rows/hostile-input.ts'
import { LEDGER_FOLDER_FAULTS } from './rows/ledger-folder.ts'
import { RESPONSE_FAULTS } from './rows/responses.ts'
import { STORAGE_FAULTS } from './rows/storage.ts'
import { SYSTEM_FAULTS } from './rows/system.ts'
import { TOKEN_FAULTS } from './rows/tokens.ts'

/** Faults that other tests cover, listed so that no number is silently missing. */
const TESTED_ELSEWHERE: readonly FaultCase[] = [
  testedBy('R13', 'a message of 599 s and 601 s', 'the emulator’s rules and their tests'),
  testedBy('R24', 'a migration that fails half way', 'server/storage/open-sqlite.test.ts'),
  testedBy('R29', 'a day’s load on a million rows', 'npm run bench'),
]

/** All faults, by number. */
export const FAULT_MATRIX: readonly FaultCase[] = [
  ...RESPONSE_FAULTS,
  ...TOKEN_FAULTS,
  ...CONCURRENCY_FAULTS,
  ...CONNECTION_FAULTS,
  ...STORAGE_FAULTS,
  ...SYSTEM_FAULTS,
  ...LEDGER_FOLDER_FAULTS,
  ...DELIVERY_FAULTS,
  ...HOSTILE_FAULTS,
  ...TESTED_ELSEWHERE,
].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))

function testedBy(id: string, fault: string, where: string): FaultCase {
  return { id, fault, behaviour: '', missing: () => `tested by ${where}`, run: async () => {} }
}
