import { Hono } from 'hono'
import { createdTokenSchema, newTokenSchema, tokensSchema } from '#contract/access/people'
import { allows, type Caller } from '../access/caller.ts'
import type { Access } from '../access/create-access.ts'
import { refuse, refuseValue } from '../http/refusal.ts'
import { noQuery, validated } from '../http/validated.ts'

/** The API tokens of scripts; nothing without a sign-in. */
export function tokenRoutes(access: Access | null) {
  /** Whose tokens a caller may see: their own, or for an admin everyone's. */
  const ownerOf = (caller: Caller) =>
    allows.everywhere(caller, 'admin') ? undefined : caller.actor

  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Lists one’s own API tokens, for an admin everyone’s; never their secrets',
        access: 'signed_in',
        responses: { 200: { description: 'Newest first', schema: tokensSchema } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const caller = c.get('caller')
        if (!access || !caller) return refuse(c, 'not_found')
        return c.json({ tokens: await access.tokens.list(ownerOf(caller)) }, 200)
      },
    )
    .post(
      '/',
      validated({
        summary:
          'Creates an API token, which may never do more than its person; its secret is shown once',
        access: { role: 'viewer', per: 'any', personally: true },
        body: newTokenSchema,
        responses: { 201: { description: 'The token', schema: createdTokenSchema } },
        refusals: ['not_found'],
        audit: { within: 'token', fields: ['name', 'grants', 'ends_at'] },
      }),
      async (c) => {
        const caller = c.get('caller')
        if (!access || !caller) return refuse(c, 'not_found')
        const created = await access.tokens.create(caller.actor, c.req.valid('json'))
        if (created) return c.json(created, 201)
        return refuseValue(c, '', 'tokens_full')
      },
    )
    .delete(
      '/:id',
      validated({
        summary: 'Revokes an API token, one’s own or for an admin',
        access: 'signed_in',
        query: noQuery,
        responses: { 204: { description: 'Revoked' } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const caller = c.get('caller')
        if (!access || !caller || caller.kind === 'token') return refuse(c, 'not_found')
        const revoked = await access.tokens.revoke(c.req.param('id'), ownerOf(caller))
        return revoked ? c.body(null, 204) : refuse(c, 'not_found')
      },
    )
}
