/** Before a package is packed: the page in dist/, the server in build/. */
import { ensureBuild } from './ensure-build.ts'
import { ensureServer } from './ensure-server.ts'

// npm packs what is listed on stdout for whoever asked for JSON, so nothing else goes there.
await ensureBuild(undefined, console.error)
await ensureServer()
