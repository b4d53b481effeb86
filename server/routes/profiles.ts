import { Hono } from 'hono'
import { publicProfile, type SecretProfile } from '../feishu/secret-profile.ts'

export function profileRoutes(profiles: readonly SecretProfile[]) {
  return new Hono().get('/', (c) => c.json({ profiles: profiles.map(publicProfile) }, 200))
}
