import type { EmulatorState } from '#contract/emulator/state'
import type { Recipient } from '#contract/recipients'

/** The emulator's users as recipients of one app's bot, with their one-to-one chat if there is one. */
export function emulatorRecipients(emulator: EmulatorState, app_id: string): Recipient[] {
  return emulator.users.map(({ open_id, name, language }) => {
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
      language,
      last_sent_at: null,
    }
  })
}

/** A user or a chat as Feishu addresses it. */
export type Address = Pick<Recipient, 'receive_id_type' | 'receive_id'>

/** A unique key for an address. */
export function addressOf({ receive_id_type, receive_id }: Address): string {
  return `${receive_id_type} ${receive_id}`
}

type Directory = {
  emulator: EmulatorState | undefined
  app_id: string
  /** The recipients that the console has stored. */
  known: readonly Recipient[]
}

/** Returns the name of a user or a chat: the one set in the console, else the emulator's, else null. */
export function nameOf(address: Address, { emulator, known }: Directory): string | null {
  const { receive_id_type, receive_id } = address
  const stored = known.find(
    (one) =>
      one.name !== null && (addressOf(one) === addressOf(address) || one.chat_id === receive_id),
  )
  if (stored || !emulator) return stored?.name ?? null
  const chat = emulator.chats.find(({ chat_id }) => chat_id === receive_id)
  if (receive_id_type === 'chat_id' && chat?.chat_mode !== 'p2p') return chat?.name ?? null
  const user = emulator.users.find(
    ({ open_id, user_id, union_id, email }) =>
      chat?.open_ids.includes(open_id) || [open_id, user_id, union_id, email].includes(receive_id),
  )
  return user?.name ?? null
}

/** Returns the chat of the app's bot with a recipient; null if it is not known. */
export function chatOf(address: Address, { emulator, app_id, known }: Directory): string | null {
  if (address.receive_id_type === 'chat_id') return address.receive_id
  const people = emulator ? emulatorRecipients(emulator, app_id) : []
  const same = [...known, ...people].filter((one) => addressOf(one) === addressOf(address))
  return same.find(({ chat_id }) => chat_id !== null)?.chat_id ?? null
}
