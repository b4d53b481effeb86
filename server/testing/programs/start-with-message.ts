import { expect } from 'vitest'
import { startForTest } from '../../emulator/testing/client.ts'

/** Starts an emulator that holds a new message of its bot. */
export async function startWithMessage() {
  const { emulator, call, token: getToken, state } = await startForTest()
  const token = await getToken()
  const { default_receiver } = await state()
  const path = '/open-apis/im/v1/messages?receive_id_type=open_id'
  const { receive_id } = default_receiver
  const body = { receive_id, msg_type: 'text', content: '{"text":"hello"}' }
  const { data } = await call('POST', path, { token, body })
  const message_id = String(data?.message_id)
  const bubbles = async () =>
    (await state()).messages.find((message) => message.message_id === message_id)?.follow_ups
  /** The next push takes effect and gets no response. */
  const dropNextPush = () =>
    fetch(`${emulator.url}/_emulator/faults`, {
      method: 'POST',
      body: JSON.stringify({
        operation: 'push_follow_up',
        fault: { kind: 'drop', when: 'after_effect' },
        next_calls: 1,
      }),
    }).then((response) => expect(response.status).toBe(200))
  return { url: emulator.url, token, message_id, bubbles, dropNextPush }
}
