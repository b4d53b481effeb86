import type { EmulatorState } from '#contract/emulator/state'
import type { Recipient } from '#contract/recipients'

/** The emulator's users as recipients of one app's bot, with their one-to-one chat if there is one. */
export function emulatorRecipients(emulator: EmulatorState, app_id: string): Recipient[] {
  return emulator.users.map(({ open_id, name }) => {
    const chat = emulator.chats.find(
      ({ chat_mode, app_ids, open_ids }) =>
        chat_mode === 'p2p' && app_ids.includes(app_id) && open_ids.includes(open_id),
    )
    return {
      receive_id_type: 'open_id',
      receive_id: open_id,
      name,
      chat_id: chat?.chat_id ?? null,
      favourite: false,
      last_sent_at: null,
    }
  })
}

type Address = Pick<Recipient, 'receive_id_type' | 'receive_id'>

/** A unique key for an address. */
export function addressOf({ receive_id_type, receive_id }: Address): string {
  return `${receive_id_type} ${receive_id}`
}
