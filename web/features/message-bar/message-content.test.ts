import { expect, test } from 'vitest'
import { createTypedMessageSchema } from '#contract/create-message'
import { exampleContent } from './message-content.tsx'

test.each([
  ['post', 'zh'],
  ['post', 'en'],
  ['interactive', 'zh'],
  ['interactive', 'en'],
] as const)('the example of a %s in %s is valid', (msg_type, locale) => {
  const content = exampleContent(msg_type, locale)
  const message = { receive_id_type: 'open_id', receive_id: 'ou_a', msg_type, content }
  expect(createTypedMessageSchema.safeParse(message).success).toBe(true)
})
