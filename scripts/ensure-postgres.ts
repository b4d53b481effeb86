import { globSync } from 'node:fs'
import { aptInstall, canUseApt } from './apt.ts'

/**
 * In CI, installs Debian's PostgreSQL where there is none, so that the ledger is tried on it too.
 * Anywhere else those tests are skipped: a database server is no thing to bring along unasked.
 */
export async function ensurePostgres(): Promise<void> {
  const present = globSync('/usr/lib/postgresql/*/bin/initdb').length > 0
  if (present || !process.env.CI) return
  console.log('No PostgreSQL found.')
  if (!canUseApt() || !(await aptInstall(['postgresql']))) {
    console.log('The tests on PostgreSQL are skipped.')
  }
}
