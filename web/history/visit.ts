/** What a person did in the list, to find it again on the way back. */
export type Visit = {
  /** The filter, as the address held it. */
  search: string
  /** The send that was opened last. */
  opened: string | null
  /** The sends chosen for comparison, two at most. */
  chosen: readonly string[]
}

export const NOTHING_YET: Visit = { search: '', opened: null, chosen: [] }

/** Chooses a send for comparison or lets it go; a third takes the place of the one chosen first. */
export function choose(chosen: readonly string[], id: string): readonly string[] {
  return chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2)
}
