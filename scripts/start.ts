/** `npm start`: builds what is out of date, then runs the built server in this process. */
import { pathToFileURL } from 'node:url'
import { ensurePage, ensureServer } from './build.ts'

let server: string
try {
  await ensurePage()
  server = await ensureServer()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
await import(pathToFileURL(server).href)
