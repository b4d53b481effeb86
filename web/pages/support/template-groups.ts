import type { TemplateSummary } from '#contract/template'
import { storedValue } from '../../browser/stored-value.ts'
import { type Offer, offerOf } from './form.ts'

const texts = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null

/** The ids of the favorite templates and of the recently used ones, newest first; kept in this browser. */
export const storedFavourites = storedValue({ key: 'support.favourites', parse: texts })
export const storedRecent = storedValue({ key: 'support.recent', parse: texts })

const MAX_RECENT = 5

/** The recently used templates after one more use. */
export function withRecent(recent: readonly string[], key: string): string[] {
  return [key, ...recent.filter((one) => one !== key)].slice(0, MAX_RECENT)
}

/** An offer in the list: the name without its group. */
export type ListedOffer = { offer: Offer; name: string }
export type OfferGroup = {
  /** `named` groups come from the names of the templates. */
  kind: 'favourites' | 'recent' | 'named' | 'more' | 'examples'
  /** The name of a `named` group, else empty. */
  name: string
  offers: ListedOffer[]
}

type Lists = {
  templates: readonly TemplateSummary[]
  examples: readonly Offer[]
  favourites: readonly string[]
  recent: readonly string[]
}

/** Groups the offers; each is listed once: as a favorite, as recent, or in its own group. */
export function groupOffers({ templates, examples, favourites, recent }: Lists): OfferGroup[] {
  const saved = templates.map(offerOf)
  const all = [...saved, ...examples]
  const taken = new Set<string>()
  const pick = (keys: readonly string[]) =>
    keys.flatMap((key) => {
      const offer = taken.has(key) ? undefined : all.find((one) => one.key === key)
      if (!offer) return []
      taken.add(key)
      return [{ offer, name: offer.name }]
    })
  const first: OfferGroup[] = [
    { kind: 'favourites', name: '', offers: pick(favourites) },
    { kind: 'recent', name: '', offers: pick(recent) },
  ]
  const named = new Map<string, ListedOffer[]>()
  const more: ListedOffer[] = []
  for (const offer of saved) {
    if (taken.has(offer.key)) continue
    const { group, name } = splitName(offer.name)
    if (group === null) more.push({ offer, name })
    else named.set(group, [...(named.get(group) ?? []), { offer, name }])
  }
  const rest = examples.filter(({ key }) => !taken.has(key))
  const groups: OfferGroup[] = [
    ...first,
    ...[...named]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, offers]) => ({ kind: 'named' as const, name, offers })),
    { kind: 'more', name: '', offers: more },
    { kind: 'examples', name: '', offers: rest.map((offer) => ({ offer, name: offer.name })) },
  ]
  return groups.filter(({ offers }) => offers.length > 0)
}

/** Splits `Delivery / Late parcel` into its group and its name. */
export function splitName(whole: string): { group: string | null; name: string } {
  const [, group = '', name = ''] = /^([^/／]+)[/／](.+)$/u.exec(whole) ?? []
  return group.trim() === '' || name.trim() === ''
    ? { group: null, name: whole }
    : { group: group.trim(), name: name.trim() }
}
