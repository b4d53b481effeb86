import { Hono } from 'hono'
import { controlRoutes } from './control-routes.ts'
import type { Parts } from './part.ts'
import type { World } from './world.ts'

type AppOptions = {
  /** Is told of a bug in the emulator itself. */
  report: (bug: unknown) => void
  parts: Parts
}

/** What the emulator answers beside the platform's calls. */
export function createApp(world: World, { report, parts }: AppOptions) {
  return new Hono()
    .route('/_emulator', controlRoutes(world, parts, report))
    .notFound((c) => c.text('404 page not found', 404))
}
