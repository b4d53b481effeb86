import type { Recipient } from '#contract/recipient'

type Address = Pick<Recipient, 'receive_id_type' | 'receive_id'>

/** One line that stands for an address, in lists and as a key. */
export function addressOf({ receive_id_type, receive_id }: Address): string {
  return `${receive_id_type} ${receive_id}`
}
