import { type Draft, emptyDraft } from '#contract/draft'
import type { Locale } from '#contract/locale'
import type { Profile } from '#contract/profile'
import { storedValue } from '../../browser/stored-value.ts'
import type { Precheck } from './precheck.ts'

type FirstSend = {
  /** Whether a send was ever pressed in this browser. */
  pressed: boolean
  /** The last message that the console created before that. */
  message_id: string | null
}

/** Until the first press of Send, a message that the console created is renewed if it fails. */
export const storedFirstSend = storedValue<FirstSend>({
  key: 'first-send',
  parse: (value) => {
    const { pressed, message_id } = Object(value)
    const isValid = typeof pressed === 'boolean' && (message_id === null || isText(message_id))
    return isValid ? { pressed, message_id } : null
  },
})

const isText = (value: unknown) => typeof value === 'string'

export function readFirstSend(): FirstSend {
  return storedFirstSend.read() ?? { pressed: false, message_id: null }
}

/** Records that Send was pressed: from now on a message is never renewed automatically. */
export function markPressed(): void {
  if (!readFirstSend().pressed) storedFirstSend.write({ pressed: true, message_id: null })
}

type SendTarget = {
  brand: Profile['brand']
  /** Empty if no message is chosen. */
  messageId: string
  firstSend: FirstSend
  precheck: Precheck
}

/**
 * What a press of Send sends. On the emulator it is a new message with the bubbles if no message is
 * chosen, or if the one that the console created before the first press would be rejected by now.
 * On a real platform a new message is sent only on request.
 */
export function sendKind(target: SendTarget): 'message' | 'new_message' {
  const { brand, messageId, firstSend, precheck } = target
  if (brand !== 'emulator') return 'message'
  if (messageId === '') return 'new_message'
  const fails = precheck.kind === 'over' || precheck.kind === 'refused'
  const renewable = !firstSend.pressed && firstSend.message_id === messageId
  return renewable && fails ? 'new_message' : 'message'
}

/** The rows of the example. */
const ROWS = {
  en: { language: 'en_us', texts: ['Track my parcel', 'Request a refund', 'Chat with an agent'] },
  zh: { language: 'zh_cn', texts: ['我的包裹到哪了？', '我要退款', '转人工客服'] },
} as const

/** Other words than those of the row: a row that is the same as the default is reported as a slip. */
const DEFAULTS = {
  en: ['Where is my parcel?', 'I want a refund', 'Talk to a person'],
  zh: ['查物流', '申请退款', '转人工'],
} as const

/** An example in the language of the page, with a row in it and one in the other language. */
export function exampleFollowUps(locale: Locale): Draft['values']['follow_ups'] {
  const rows = [ROWS[locale], ROWS[locale === 'zh' ? 'en' : 'zh']]
  return DEFAULTS[locale].map((content, at) => ({
    content,
    i18n_contents: rows.map(({ language, texts }) => ({ content: texts[at] ?? '', language })),
  }))
}

/** Whether the bubbles are an unchanged example, in either language. */
export function isExampleFollowUps(followUps: Draft['values']['follow_ups']): boolean {
  const [first] = followUps
  const locale = first && (['en', 'zh'] as const).find((one) => DEFAULTS[one][0] === first.content)
  // Most drafts differ in their first text: a key must not cost more than this.
  return !!locale && JSON.stringify(exampleFollowUps(locale)) === JSON.stringify(followUps)
}

type Offer = {
  profile: Profile
  locale: Locale
  /** Whether this browser has a draft. */
  hasDrafts: boolean
  /** The query and fragment of the page's address. */
  address: string
  draft: Draft
}

/**
 * Returns the draft of a first visit: an example, on the emulator only, if the browser has no draft,
 * nothing was ever sent and the address opens nothing; null otherwise.
 */
export function firstDraft({ profile, locale, hasDrafts, address, draft }: Offer): Draft | null {
  // The prerendered page has no profile.
  if (profile.brand !== 'emulator' || profile.id === '') return null
  if (hasDrafts || readFirstSend().pressed) return null
  if (/[?&#](share|replay)=/.test(address)) return null
  if (JSON.stringify(draft) !== JSON.stringify(emptyDraft())) return null
  const empty = emptyDraft()
  return { ...empty, values: { ...empty.values, follow_ups: exampleFollowUps(locale) } }
}

type Drafts = {
  store: { list: () => readonly unknown[] }
  keeper: { draft: () => Draft; record: (draft: Draft, change: { apart: boolean }) => void }
}

const offered = new WeakSet<object>()

/** Fills the draft of a first visit, once, before it is shown; a step that can be undone. */
export function offerExample({ store, keeper }: Drafts, profile: Profile, locale: Locale): void {
  if (offered.has(keeper)) return
  offered.add(keeper)
  const { search, hash } = globalThis.location ?? { search: '', hash: '' }
  const example = firstDraft({
    profile,
    locale,
    hasDrafts: store.list().length > 0,
    address: search + hash,
    draft: keeper.draft(),
  })
  if (example) keeper.record(example, { apart: true })
}
