import { resolve } from 'node:path'

/** Ends the process with one line on stderr. */
export function fail(line: string): never {
  console.error(line)
  process.exit(1)
}

/** The one argument of a command, as a whole path. */
export function onlyFile(command: string): string {
  const [file, ...more] = process.argv.slice(2)
  if (!file || more.length > 0) fail(`Usage: npm run ${command} -- FILE`)
  return resolve(process.env.INIT_CWD ?? process.cwd(), file)
}
