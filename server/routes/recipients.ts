import { Hono } from 'hono'
import { compress } from 'hono/compress'
import * as z from 'zod/mini'
import { SCOPES } from '#contract/checks'
import type { Locale } from '#contract/locale'
import { APP_ID } from '#contract/profile-change'
import {
  DIRECTORY_LIMITS,
  directoryResponseSchema,
  directorySchema,
  findRecipientSchema,
  foundRecipientsSchema,
  keepRecipientSchema,
  type Reachable,
  reachableQuerySchema,
  reachableSchema,
  recipientIdSchema,
  recipientSchema,
  recipientsSchema,
} from '#contract/recipients'
import type { DeliveryStore } from '../deliveries/deliveries.ts'
import { checkVisibility } from '../feishu/queries/queries.ts'
import { explainQueryFailure } from '../feishu/queries/query-failure.ts'
import { type QueryDeps, runQuery } from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { refuse, refuseValue } from '../http/refusal.ts'
import { profileField, profileQuery, searchField, validated } from '../http/validated.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import { findRecipients } from '../recipients/find-recipients.ts'
import { importDirectory } from '../recipients/import-directory.ts'
import { ownerOf, type RecipientStore } from '../recipients/recipients.ts'

type RecipientDeps = {
  feishu: QueryDeps
  recipients: RecipientStore
  deliveries: Pick<DeliveryStore, 'forget'>
  /** Milliseconds since 1970. */
  now: () => number
  keepLookups: boolean
}

/** The users and chats that a message can be sent to: known ones to list, others to find. */
export function recipientRoutes(profiles: ProfileStore, deps: RecipientDeps) {
  const { recipients, deliveries } = deps
  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Lists the known recipients of a profile, favourites first',
        access: { role: 'viewer', per: 'profile' },
        query: z.strictObject({ ...profileField, ...searchField }),
        profiles,
        responses: { 200: { description: 'The recipients', schema: recipientsSchema } },
      }),
      async (c) => {
        const { query = '' } = c.req.valid('query')
        return c.json({ recipients: await recipients.list(ownerOf(c.var.profile), query) }, 200)
      },
    )
    .put(
      '/',
      validated({
        summary: 'Saves the name of a recipient, or marks it as a favourite',
        access: { role: 'sender', per: 'profile' },
        query: profileQuery,
        profiles,
        body: keepRecipientSchema,
        responses: { 200: { description: 'The recipient', schema: recipientSchema } },
      }),
      async (c) => {
        const owner = ownerOf(c.var.profile)
        const recipient = c.req.valid('json')
        const { receive_id_type, receive_id } = recipient
        const isKnown = () => recipients.find(owner, receive_id_type, receive_id)
        if (receive_id_type === 'email' && !(await isKnown())) {
          return refuseValue(c, 'receive_id', 'recipient_not_sent_to')
        }
        return c.json(await recipients.keep(owner, recipient), 200)
      },
    )
    .delete(
      '/',
      validated({
        summary: 'Removes a recipient from the list, and its labels from the history',
        access: { role: 'editor', per: 'profile' },
        query: z.extend(recipientIdSchema, profileField),
        profiles,
        responses: {
          200: { description: 'Removed', schema: z.object({ deleted: z.literal(true) }) },
        },
        refusals: ['not_found'],
      }),
      async (c) => {
        const { receive_id_type, receive_id } = c.req.valid('query')
        const owner = ownerOf(c.var.profile)
        const labels = await deliveries.forget(owner, { receive_id_type, receive_id })
        const removed = await recipients.remove(owner, receive_id_type, receive_id)
        return removed || labels > 0
          ? c.json({ deleted: true } as const, 200)
          : refuse(c, 'not_found')
      },
    )
    .get(
      '/reachable',
      validated({
        summary: 'Checks whether the app is available to a user',
        access: { role: 'viewer', per: 'profile' },
        query: z.extend(reachableQuerySchema, profileField),
        profiles,
        responses: { 200: { description: 'The result', schema: reachableSchema } },
      }),
      async (c) =>
        c.json(
          await isReachable(deps, c.var.profile, c.req.valid('query').open_id, c.var.locale),
          200,
        ),
    )
    .post(
      '/find',
      validated({
        summary: 'Finds recipients by email address, mobile number or ID',
        access: { role: 'sender', per: 'profile' },
        audit: false,
        query: profileQuery,
        profiles,
        body: findRecipientSchema,
        responses: { 200: { description: 'The matches', schema: foundRecipientsSchema } },
      }),
      async (c) => {
        const { query } = c.req.valid('json')
        return c.json(await findRecipients(deps, c.var.profile, query, c.var.locale), 200)
      },
    )
    .post(
      '/directory',
      compress(),
      validated({
        summary:
          'Saves the names of many recipients; email addresses and mobile numbers are looked up',
        access: { role: 'sender', per: 'profile' },
        audit: { unless: (body) => 'dry_run' in body && body.dry_run === true },
        query: profileQuery,
        profiles,
        body: directorySchema,
        maxBytes: DIRECTORY_LIMITS.bytes,
        responses: { 200: { description: 'Each entry', schema: directoryResponseSchema } },
      }),
      async (c) => {
        const directory = c.req.valid('json')
        if (directory.entries.length > DIRECTORY_LIMITS.entries) return refuse(c, 'too_large')
        return c.json(await importDirectory(deps, c.var.profile, directory, c.var.locale), 200)
      },
    )
}

async function isReachable(
  { feishu }: RecipientDeps,
  profile: SecretProfile,
  open_id: string,
  locale: Locale,
): Promise<Reachable> {
  if (!APP_ID.test(profile.app_id)) return { reachable: null, not_checked: null }
  const visible = await runQuery(feishu, profile, checkVisibility(profile.app_id, open_id))
  return visible.ok
    ? { reachable: visible.value, not_checked: null }
    : {
        reachable: null,
        not_checked: explainQueryFailure(visible.failure, locale, SCOPES.checkVisibility),
      }
}
