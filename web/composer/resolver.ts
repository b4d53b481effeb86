import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import * as z from 'zod/mini'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { MESSAGE_ID } from '#contract/message-id'
import type { Values } from './composition.ts'

const compositionSchema = z.extend(pushFollowUpBodySchema, {
  message_id: z.string().check(z.regex(MESSAGE_ID, { error: 'message_id_shape' })),
})

/**
 * The form is judged by the contract itself. Its error messages are the contract's keys (see
 * `mend`), so that a change of language needs no new judgement.
 */
export const compositionResolver = zodResolver(compositionSchema) as unknown as Resolver<Values>
