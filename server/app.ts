import { type Handler, Hono } from 'hono'
import { compress } from 'hono/compress'
import type { ControlChannel } from './feishu/control-channel.ts'
import type { ExchangeDeps } from './feishu/exchange.ts'
import type { SecretProfile } from './feishu/secret-profile.ts'
import type { ConsoleEnv } from './http/console-env.ts'
import { type Log, mapErrors } from './http/error-mapper.ts'
import { hostGuard } from './http/host-guard.ts'
import { originGuard } from './http/origin-guard.ts'
import { refuse } from './http/refusal.ts'
import { securityHeaders } from './http/security-headers.ts'
import { emulatorRoutes } from './routes/emulator.ts'
import { errorCodeRoutes } from './routes/error-codes.ts'
import { healthRoutes } from './routes/health.ts'
import { messageRoutes } from './routes/messages.ts'
import { profileRoutes } from './routes/profiles.ts'

export type AppDeps = {
  profiles: readonly SecretProfile[]
  allowedHosts: ReadonlySet<string>
  feishu: ExchangeDeps
  /** The way to the emulators' own calls. */
  control: ControlChannel
  /** Serves everything outside /api: the built page, or the development server's. */
  pages: Handler<ConsoleEnv>
  log: Log
}

/** Assembles the console: guards first, then its API, then its page. */
export function createApp({ profiles, allowedHosts, feishu, control, pages, log }: AppDeps) {
  return new Hono<ConsoleEnv>()
    .onError(mapErrors(log))
    .use(securityHeaders(), hostGuard(allowedHosts), originGuard(allowedHosts))
    .route('/api/health', healthRoutes())
    .route('/api/profiles', profileRoutes(profiles))
    .route('/api/error-codes', errorCodeRoutes())
    .route('/api/messages', messageRoutes(profiles, feishu))
    .route('/api/emulator', emulatorRoutes(profiles, control))
    .all('/api/*', (c) => refuse(c, 'not_found'))
    .get('*', compress(), pages)
    .notFound((c) => refuse(c, 'not_found'))
}
