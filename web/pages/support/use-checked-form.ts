import type { Delivery } from '#contract/deliveries/delivery'
import type { EmulatorState } from '#contract/emulator/state'
import type { Language } from '#contract/languages'
import type { Profile } from '#contract/profile'
import type { TemplateSummary } from '#contract/template'
import { useDeliveries } from '../../api-client/deliveries.ts'
import { useKnownRecipients } from '../../api-client/known-recipients.ts'
import { me } from '../../api-client/rights.ts'
import { addressOf, chatOf, emulatorRecipients, nameOf } from '../../features/target/recipients.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useNow } from '../../ui/use-time.ts'
import { fillForm, findProblem, type Person, type Problem } from './form.ts'
import { usePersonReachable } from './person-field.tsx'
import { useLatest } from './target-choice.tsx'
import { templateChange } from './templates-panel.tsx'
import { supportTexts } from './texts.ts'
import type { Desk, DeskStatus } from './use-desk.ts'

/** Why a form cannot be sent now. */
export type FormProblem = {
  at: Problem['at'] | 'version' | 'reach' | 'gone'
  text: string
  /** The field that is focused then. */
  selector: string
}

type Options = {
  profile: Profile
  emulator: EmulatorState | undefined
  templates: readonly TemplateSummary[] | undefined
  desk: Desk
  /** The colleague's change that was answered. */
  answered: string | null
}

/** What is known about the form now: its texts, its person, its template, and why it cannot be sent. */
export function useCheckedForm({ profile, emulator, templates, desk, answered }: Options) {
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const known = useKnownRecipients(profile.id)
  const { status, locked } = desk
  const directory = { emulator, app_id: profile.app_id, known }
  // A name may be known only after the person was chosen.
  const named = desk.form.who && {
    ...desk.form.who,
    name: desk.form.who.name ?? nameOf(desk.form.who, directory),
  }
  const form = { ...desk.form, who: named }
  const { who, under, offer } = form
  const own = languageOf(who, directory)
  const chat_id = who && (chatOf(who, directory) ?? who.chat_id)
  const target = useLatest(profile.id, chat_id, under)
  const reachable = usePersonReachable(profile.id, who)
  const earlier = useEarlier(who, form.press?.delivery ?? null)
  const recent = useRecent(earlier, status)
  const ago = useAgo(recent?.at ?? null)
  const change = templateChange(offer, templates)
  const changeKey = change && (change === 'deleted' ? 'deleted' : `${change.id} ${change.version}`)
  const isChanged = changeKey !== null && changeKey !== answered && !locked
  const options = { own, fallback: FALLBACK[locale] }
  const filled = fillForm(form, options)

  const problem = (): FormProblem | null => {
    const found = findProblem(form, filled)
    if (found && 'name' in found) {
      const selector = `[data-value="${CSS.escape(found.name)}"]`
      return { at: 'value', text: t.problems.value(found.name), selector }
    }
    const at =
      found?.at ??
      (isChanged
        ? 'version'
        : target.gone
          ? 'gone'
          : reachable === false && under === null
            ? 'reach'
            : null)
    return at === null ? null : { at, text: t.problems[at], selector: FIELDS[at] }
  }

  return {
    form,
    own,
    target,
    reachable,
    earlier,
    recent,
    ago,
    change,
    changeKey,
    isChanged,
    /** What is sent. */
    filled,
    /** What is shown before every value is filled in. */
    shown: fillForm(form, options, (name) => `[${name}]`),
    problem: problem(),
  }
}

/** The first message of a template that has none of its own. */
const FALLBACK = {
  en: 'Is there anything else we can help you with?',
  zh: '请问还有什么可以帮到你？',
}

const FIELDS = {
  template: 'input[type=search]',
  person: '[role=combobox]',
  message: '[data-message]',
  texts: '[data-value]',
  version: '#support-version button',
  gone: 'fieldset button',
  reach: '[role=group] button:last-of-type',
}

/** The person's language: the one that the console stored, else the one the person was found with. */
function languageOf(
  who: Person | null,
  { known, emulator, app_id }: Parameters<typeof nameOf>[1],
): Language | null {
  if (!who) return null
  const people = emulator ? emulatorRecipients(emulator, app_id) : []
  const same = [...known, ...people].filter((one) => addressOf(one) === addressOf(who))
  return same.find(({ language }) => language)?.language ?? who.language ?? null
}

const RECENT_MS = 10 * 60_000

/** When a person was last written to, and whether from here. */
type Recent = { at: string; own: boolean }

/** The latest deliveries to a person, newest first, apart from the one on the screen. */
function useEarlier(who: Person | null, current: string | null): readonly Delivery[] {
  const { data, isPlaceholderData } = useDeliveries(
    who && { recipient: who.receive_id, limit: '10' },
  )
  return who && data && !isPlaceholderData ? data.filter(({ id }) => id !== current) : NONE
}

const NONE: readonly Delivery[] = []

/** What a person got within the last ten minutes; null if nothing. */
function useRecent(earlier: readonly Delivery[], status: DeskStatus): Recent | null {
  // The console's own answer, if it was asked.
  if (status.status === 'ended' && status.end.end === 'refused' && status.end.refusal.recent) {
    const { actor, at } = status.end.refusal.recent
    return { at, own: actor === me.actor }
  }
  return findRecent(earlier, Date.now())
}

/** The newest delivery within ten minutes that reached the person or may have. */
export function findRecent(
  deliveries: readonly Pick<Delivery, 'state' | 'actor' | 'created_at'>[],
  now: number,
): Recent | null {
  const found = deliveries.find(
    ({ state, created_at }) => REACHED.has(state) && now - Date.parse(created_at) < RECENT_MS,
  )
  return found ? { at: found.created_at, own: found.actor === me.actor } : null
}

const REACHED: ReadonlySet<Delivery['state']> = new Set([
  'running',
  'sent',
  'message_only',
  'unknown',
])

/** How long ago a moment was, such as "4 s"; empty for null. */
function useAgo(at: string | null): string {
  const t = useTexts(supportTexts)
  const now = useNow()
  if (at === null) return ''
  const seconds = Math.max(1, Math.round((now - Date.parse(at)) / 1000))
  return seconds < 60 ? t.seconds(seconds) : t.minutes(Math.round(seconds / 60))
}
