import { Star } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import { LANGUAGES } from '#contract/languages'
import type { Locale } from '#contract/locale'
import type { TemplateSummary } from '#contract/template'
import { useTemplates } from '../../api-client/templates.ts'
import { useStoredValue } from '../../browser/stored-value.ts'
import { exampleFollowUps, GALLERY } from '../../features/templates/gallery.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button/button.tsx'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { Panel } from '../../ui/panel.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import type { Offer } from './form.ts'
import {
  groupOffers,
  type ListedOffer,
  type OfferGroup,
  storedFavourites,
  storedRecent,
} from './template-groups.ts'
import styles from './templates-panel.module.css'
import { supportTexts } from './texts.ts'

type Props = {
  chosen: Offer | null
  /** Chooses an offer, or none if the search no longer shows the chosen one. */
  onChoose: (offer: Offer | null) => void
}

/** Up to this many templates are listed openly; more are folded into their groups. */
const OPEN_UP_TO = 12

/** The templates to choose from: favorites and recent ones first, then by group. */
export function TemplatesPanel({ chosen, onChoose }: Props) {
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const [typed, setTyped] = useState('')
  const query = useDeferredValue(typed.trim())
  const { data, isError, isPlaceholderData, refetch } = useTemplates(query)
  const [favourites, setFavourites] = useStoredValue(storedFavourites, [])
  const list = useRef<HTMLDivElement>(null)
  const templates = data ?? []
  const groups = groupOffers({
    templates,
    examples: examplesIn(locale).filter((one) => containsWords(`${one.name} ${one.note}`, query)),
    favourites,
    recent: storedRecent.read() ?? [],
  })
  useHiddenChoice(
    { query, groups, chosen, settled: data !== undefined && !isPlaceholderData },
    () => onChoose(null),
  )

  const move = (event: KeyboardEvent) => {
    const { key, target } = event
    if (event.nativeEvent.isComposing) return
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-offer]') ?? [])]
    const shown = items.filter((item) => item.checkVisibility())
    const at = shown.indexOf(target as HTMLElement)
    if (key === 'ArrowDown') shown[Math.min(at + 1, shown.length - 1)]?.focus()
    else if (key === 'ArrowUp' && at > 0) shown[at - 1]?.focus()
    else if (key === 'Enter' && at < 0 && query !== '') shown[0]?.click()
    else return
    event.preventDefault()
  }
  const toggle = (key: string) =>
    setFavourites(
      favourites.includes(key) ? favourites.filter((one) => one !== key) : [...favourites, key],
    )

  return (
    <Panel title={t.templates} tools={<span className={styles.count}>{templates.length}</span>}>
      <div className={styles.panel}>
        <input
          type="search"
          className={fieldStyles.input}
          aria-label={t.searchTemplates}
          placeholder={t.searchTemplates}
          dir="auto"
          maxLength={200}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={move}
        />
        {isError ? <LoadFailure title={t.unreachable} onRetry={() => void refetch()} /> : null}
        {data === undefined && !isError ? <p role="status">{t.loading}</p> : null}
        {data?.length === 0 && query === '' ? <p className={styles.soft}>{t.noTemplates}</p> : null}
        {data && groups.length === 0 ? <p role="status">{t.noneFound(query)}</p> : null}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between its buttons */}
        <div ref={list} className={styles.groups} onKeyDown={move}>
          {groups.map((group) => (
            <Group
              key={`${group.kind} ${group.name}`}
              group={group}
              folded={templates.length > OPEN_UP_TO && query === ''}
              chosen={chosen}
              favourites={favourites}
              onChoose={onChoose}
              onStar={toggle}
            />
          ))}
        </div>
      </div>
    </Panel>
  )
}

type HiddenChoice = {
  query: string
  groups: readonly OfferGroup[]
  chosen: Offer | null
  /** Whether the groups are those of the query. */
  settled: boolean
}

/** A template that the search hides does not stay chosen. */
function useHiddenChoice({ query, groups, chosen, settled }: HiddenChoice, hide: () => void) {
  const latest = useRef(hide)
  useEffect(() => {
    latest.current = hide
  })
  const shown = groups.some(({ offers }) => offers.some(({ offer }) => offer.key === chosen?.key))
  const hidden = query !== '' && settled && chosen !== null && !shown
  useEffect(() => {
    if (hidden) latest.current()
  }, [hidden])
}

type GroupProps = {
  group: OfferGroup
  folded: boolean
  chosen: Offer | null
  favourites: readonly string[]
  onChoose: (offer: Offer) => void
  onStar: (key: string) => void
}

function Group({ group, folded, chosen, favourites, onChoose, onStar }: GroupProps) {
  const t = useTexts(supportTexts)
  const { kind, name, offers } = group
  const label = kind === 'named' ? name : t[kind]
  const items = (
    <ul className={styles.list} aria-label={label}>
      {offers.map((listed) => (
        <Item
          key={listed.offer.key}
          listed={listed}
          chosen={chosen?.key === listed.offer.key}
          favourite={favourites.includes(listed.offer.key)}
          onChoose={onChoose}
          onStar={onStar}
        />
      ))}
    </ul>
  )
  if (kind === 'favourites' || kind === 'recent' || !folded) {
    return (
      <div>
        <h3 className={styles.legend}>{label}</h3>
        {items}
      </div>
    )
  }
  const holdsChosen = offers.some(({ offer }) => offer.key === chosen?.key)
  return (
    <details open={holdsChosen}>
      <summary className={styles.summary}>
        <IsolatedText text={label} oneLine /> <span className={styles.count}>{offers.length}</span>
      </summary>
      {items}
    </details>
  )
}

type ItemProps = {
  listed: ListedOffer
  chosen: boolean
  favourite: boolean
  onChoose: (offer: Offer) => void
  onStar: (key: string) => void
}

function Item({ listed: { offer, name }, chosen, favourite, onChoose, onStar }: ItemProps) {
  const t = useTexts(supportTexts)
  return (
    <li className={styles.item}>
      <IconButton
        label={t.star(offer.name)}
        aria-pressed={favourite}
        icon={
          <Star size={14} aria-hidden="true" {...(favourite && { className: styles.starred })} />
        }
        onClick={() => onStar(offer.key)}
      />
      <button
        type="button"
        data-offer
        className={styles.offer}
        aria-pressed={chosen}
        title={offer.note === '' ? undefined : offer.note}
        onClick={() => onChoose(offer)}
      >
        <IsolatedText text={name} oneLine />
      </button>
    </li>
  )
}

/** The console's examples as offers. */
export function examplesIn(locale: Locale): Offer[] {
  return GALLERY.map((example) => ({
    key: `example ${example.id}`,
    name: example.name[locale],
    note: example.note[locale],
    version: null,
    message: null,
    follow_ups: exampleFollowUps(example, LANGUAGES, locale),
  }))
}

function containsWords(text: string, query: string): boolean {
  const lower = text.toLocaleLowerCase()
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}

/** What a colleague did to the chosen template; null if it is as it was chosen. */
export function templateChange(
  offer: Offer | null,
  templates: readonly TemplateSummary[] | undefined,
): 'deleted' | TemplateSummary | null {
  if (!offer || offer.version === null || !templates) return null
  const now = templates.find(({ id }) => id === offer.key)
  if (!now) return 'deleted'
  return now.version > offer.version ? now : null
}
