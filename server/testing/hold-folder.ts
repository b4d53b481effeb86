/** `node hold-folder.ts FOLDER [--die]` opens a data folder, for a test of its lock. */
import { openSqlite } from '../storage/open-sqlite.ts'

const [folder = '', die] = process.argv.slice(2)
try {
  const storage = await openSqlite(folder)
  if (die) process.kill(process.pid, 'SIGKILL')
  await storage.close()
} catch (error) {
  console.log(error instanceof Error ? error.message : error)
}
