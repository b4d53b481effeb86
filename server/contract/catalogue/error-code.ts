import * as z from 'zod/mini'

const bilingual = z.object({ zh: z.string(), en: z.string() })

/**
 * The calls that return codes. The same number means different things on different calls, so a code
 * is always looked up by endpoint and code; `any` is the gateway in front of all calls.
 */
export const ENDPOINTS = [
  'push_follow_up',
  'create_message',
  'reply_message',
  'list_messages',
  'get_message',
  'recall_message',
  'get_chat',
  'list_chats',
  'tenant_access_token',
  'app_ticket',
  'any',
] as const
export type Endpoint = (typeof ENDPOINTS)[number]

/** What a code means in both languages, with the page that documents or reports it. */
export const errorMeaningSchema = z.object({
  code: z.int(),
  /** Feishu's own text, as documented. */
  msg: z.string(),
  /** Null if neither documented nor observed. */
  http_status: z.nullable(z.int()),
  meaning: bilingual,
  advice: bilingual,
  /** Whether the same call, unchanged, can succeed later. */
  retryable: z.boolean(),
  source: z.string(),
})

export const errorCodeSchema = z.extend(errorMeaningSchema, {
  endpoints: z.array(z.enum(ENDPOINTS)),
  /** Texts that the platform returned instead of the documented one, each with its source. */
  observed: z.optional(z.array(z.object({ msg: z.string(), source: z.string() }))),
})

export const errorCodesSchema = z.object({ error_codes: z.array(errorCodeSchema) })

export type ErrorMeaning = z.infer<typeof errorMeaningSchema>
export type ErrorCode = z.infer<typeof errorCodeSchema>

/** Whether Feishu documents the code; otherwise it is known from a public report. */
export function isDocumented({ source }: Pick<ErrorCode, 'source'>): boolean {
  return source.startsWith('https://open.feishu.cn/')
}
