import { pathToFileURL } from 'node:url'
import { ensureBuild } from './ensure-build.ts'
import { ensureServer } from './ensure-server.ts'

let server: string
try {
  await ensureBuild()
  server = await ensureServer()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
await import(pathToFileURL(server).href)
