import { type Doctor, doctorSchema } from '#contract/checks'
import {
  type Connection,
  connectionResponseSchema,
  type NewConnection,
} from '#contract/connections/connection'
import { type Profile, profilesSchema } from '#contract/profile'
import type { Terminal } from './command.ts'
import { createConsoleClient } from './console-client.ts'

/** Where an app is connected: in a running console, or in its data folder. */
export type ConnectTarget = {
  start(body: NewConnection): Promise<Connection>
  read(id: string): Promise<Connection>
  profile(id: string): Promise<Profile | undefined>
  check(profile: string): Promise<Doctor>
  close(): Promise<void>
}

/**
 * Connects through a running console.
 * @throws {UsageError} if the address is none
 */
export function connectThrough(console_url: string, terminal: Terminal): ConnectTarget {
  const call = createConsoleClient(console_url, terminal)
  const one = (value: unknown) => connectionResponseSchema.parse(value).connection
  return {
    start: async (body) => one(await call('POST', '/api/connections', { body })),
    read: async (id) => one(await call('GET', `/api/connections/${id}`)),
    profile: async (id) =>
      profilesSchema
        .parse(await call('GET', '/api/profiles'))
        .profiles.find((profile) => profile.id === id),
    check: async (id) => doctorSchema.parse(await call('GET', `/api/profiles/${id}/doctor`)),
    close: async () => {},
  }
}
