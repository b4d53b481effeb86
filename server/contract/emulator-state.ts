import * as z from 'zod/mini'
import { LANGUAGES } from './languages.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })

/** The part of the emulator's `GET /_emulator/state` that the page relies on. */
export const emulatorStateSchema = z.object({
  /** The emulator's own clock, in milliseconds since 1970. */
  now_ms: z.int(),
  /** To whom "New message" writes when nobody else is named. */
  default_receiver: z.object({ receive_id_type: z.literal('open_id'), receive_id: z.string() }),
  users: z.array(z.object({ open_id: z.string(), name: z.string(), language: z.enum(LANGUAGES) })),
  /** The behaviours that Feishu does not document and the emulator had to choose. */
  assumptions: z.array(z.object({ name: z.string(), value: z.string(), description: bilingual })),
  /** Messages worth trying, each with what it shows and what a valid push would be answered now. */
  demonstrations: z.array(
    z.object({
      message_id: z.string(),
      title: bilingual,
      chat_name: z.string(),
      text: z.string(),
      create_time_ms: z.int(),
      expected_code: z.int(),
    }),
  ),
})

export type EmulatorState = z.infer<typeof emulatorStateSchema>
