import { addMessage, newMessage } from './add-message.ts'
import { dropOldest } from './retention.ts'
import type { Message } from './state.ts'
import type { World } from './world.ts'

type Written = Pick<Message, 'chat_id' | 'sender' | 'msg_type' | 'content'> & {
  /** The message it replies to. */
  replyTo?: Message | undefined
}

/** Writes a message now, whoever it is from; what is then too much is dropped. */
export function writeMessage(world: World, { replyTo, ...written }: Written): Message {
  const { state, clock, randomHex, retention, dropped } = world
  const message = newMessage(
    {
      ...written,
      message_id: `om_${randomHex(16)}`,
      ...(replyTo && {
        parent_id: replyTo.message_id,
        root_id: replyTo.root_id ?? replyTo.message_id,
      }),
    },
    clock(),
  )
  addMessage(state, message)
  dropOldest(state, retention, dropped)
  return message
}
