import type { Recipient } from '#contract/recipients'

export type PeopleGroup = 'chosen' | 'found' | 'favourites' | 'recent' | 'people'

type PeopleLists = {
  found: readonly Recipient[]
  /** The stored recipients: favourites first, then the latest. */
  kept: readonly Recipient[]
  people: readonly Recipient[]
  /** Always listed, whatever the search. */
  chosen: Recipient | null
  typed: string
}

/** Groups the recipients; each is listed once, in its first group. */
export function groupPeople({ found, kept, people, chosen, typed }: PeopleLists): {
  group: PeopleGroup
  people: Recipient[]
}[] {
  const known = new Map(people.map((one) => [addressOf(one), one]))
  const seen = new Set<string>()
  const once = (list: readonly Recipient[]) =>
    list.flatMap((one) => {
      const address = addressOf(one)
      if (seen.has(address)) return []
      seen.add(address)
      return [{ ...one, name: one.name ?? known.get(address)?.name ?? null }]
    })
  const text = typed.toLocaleLowerCase()
  const matches = ({ name, receive_id }: Recipient) =>
    `${name ?? ''} ${receive_id}`.toLocaleLowerCase().includes(text)
  const listed = [...found, ...kept, ...people.filter(matches)].map(addressOf)
  const aside = chosen && !listed.includes(addressOf(chosen)) ? [chosen] : []
  const groups = [
    { group: 'chosen' as const, people: once(aside) },
    { group: 'found' as const, people: once(found) },
    { group: 'favourites' as const, people: once(kept.filter(({ favourite }) => favourite)) },
    { group: 'recent' as const, people: once(kept) },
    { group: 'people' as const, people: once(people.filter(matches)) },
  ]
  return groups.filter((group) => group.people.length > 0)
}

/** A unique key for an address. */
export function addressOf({
  receive_id_type,
  receive_id,
}: Pick<Recipient, 'receive_id_type' | 'receive_id'>): string {
  return `${receive_id_type} ${receive_id}`
}
