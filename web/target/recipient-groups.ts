import type { Recipient } from '#contract/recipient'
import { addressOf } from './address-of.ts'

export type RecipientGroup = 'found' | 'favourites' | 'recent' | 'people'

type Lists = {
  /** What the platform said of the text that stands there now. */
  found: readonly Recipient[]
  /** Favourites first, then the latest. */
  kept: readonly Recipient[]
  people: readonly Recipient[]
  /** What was typed. */
  text: string
}

/** Who is proposed, each once, in the first group they belong to. */
export function recipientGroups({ found, kept, people, text }: Lists): {
  group: RecipientGroup
  recipients: Recipient[]
}[] {
  const said = new Set<string>()
  const once = (list: readonly Recipient[]) =>
    list.filter((one) => {
      const address = addressOf(one)
      if (said.has(address)) return false
      said.add(address)
      return true
    })
  const typed = text.trim().toLocaleLowerCase()
  const matches = ({ name, receive_id }: Recipient) =>
    `${name ?? ''} ${receive_id}`.toLocaleLowerCase().includes(typed)
  return [
    { group: 'found', recipients: once(found) },
    { group: 'favourites', recipients: once(kept.filter((one) => one.favourite)) },
    { group: 'recent', recipients: once(kept) },
    { group: 'people', recipients: once(people.filter(matches)) },
  ]
}
