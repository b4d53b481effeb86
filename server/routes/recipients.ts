import { Hono } from 'hono'
import * as z from 'zod/mini'
import {
  findRecipientSchema,
  foundRecipientsSchema,
  keepRecipientSchema,
  recipientIdSchema,
  recipientSchema,
  recipientsSchema,
} from '#contract/recipients'
import { describeIssue } from '#contract/validation/api-hints'
import type { QueryDeps } from '../feishu/queries/run-query.ts'
import { refuse } from '../http/refusal.ts'
import { profileField, profileQuery, searchField, validated } from '../http/validated.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import { findRecipients } from '../recipients/find-recipients.ts'
import { ownerOf, type RecipientStore } from '../recipients/recipients.ts'

type RecipientDeps = { feishu: QueryDeps; recipients: RecipientStore }

/** The users and chats that a message can be sent to: known ones to list, others to find. */
export function recipientRoutes(profiles: ProfileStore, deps: RecipientDeps) {
  const { recipients } = deps
  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Lists the known recipients of a profile, favourites first',
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
          const issue = describeIssue('receive_id', 'recipient_not_sent_to', c.var.locale)
          return refuse(c, 'invalid', [issue])
        }
        return c.json(await recipients.keep(owner, recipient), 200)
      },
    )
    .delete(
      '/',
      validated({
        summary: 'Removes a recipient from the list',
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
        const removed = await recipients.remove(owner, receive_id_type, receive_id)
        return removed ? c.json({ deleted: true } as const, 200) : refuse(c, 'not_found')
      },
    )
    .post(
      '/find',
      validated({
        summary: 'Finds recipients by email address, mobile number or ID',
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
}
