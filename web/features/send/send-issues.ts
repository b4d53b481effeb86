import { useCallback, useEffect, useSyncExternalStore, useTransition } from 'react'
import type { NewMessage } from '#contract/create-message'
import { type DraftBody, hasOnlyKnownKeys, isDraftBody } from '#contract/draft'
import { MESSAGE_ID, RECEIVE_ID } from '#contract/ids'
import { isJsonObject, parseJson } from '#contract/json'
import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import { countCharacters, LIMITS } from '#contract/limits'
import type { Locale } from '#contract/locale'
import type { Profile } from '#contract/profile'
import type { Issue } from '#contract/refusal'
import { findFollowUpIssues, followUpHint } from '#contract/validation/follow-up-issues'
import { may, me } from '../../api-client/rights.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { readFollowUps } from '../composition/composition.ts'
import type { BodyState } from '../composition/composition-context.tsx'
import { useComposition } from '../composition/composition-context.tsx'
import type { validateBody } from '../composition/validate-body.ts'
import type { RunKind } from '../exchange-view/run.ts'
import type { Target } from '../target/use-target.ts'
import { type SendTexts, sendTexts } from './texts.ts'

/** Where an issue is fixed: the cell with this path, the JSON, or a part of the message bar. */
type IssuePlace = { cell: string } | 'json' | 'message' | 'recipient' | 'app'

/** A reason why nothing can be sent. */
export type SendIssue = { at: IssuePlace; text: string }

/** What is about to be sent. */
export type Sending = {
  profile: Profile
  kind: RunKind
  messageId: string
  /** Returns the message that is created, if one is; null if its recipient is unknown. */
  message: () => NewMessage | null
  body: BodyState
  skipValidation: boolean
}

/** Returns a function that finds everything that prevents a send, in the order of the page. */
export function useFindSendIssues(): (sending: Sending) => SendIssue[] {
  const { locale } = useLocale()
  const t = useTexts(sendTexts)
  const validate = useSyncExternalStore(
    subscribe,
    () => validator,
    () => null,
  )
  return useCallback(
    (sending) =>
      may.on('sender', sending.profile)
        ? findSendIssues(sending, { validate, t, locale })
        : [{ at: 'app', text: me.cannotSend[locale] }],
    [validate, t, locale],
  )
}

type Context = { validate: typeof validateBody | null; t: SendTexts; locale: Locale }

/** @param context `validate` is null while it is being loaded */
export function findSendIssues(sending: Omit<Sending, 'profile'>, context: Context): SendIssue[] {
  const { kind, messageId, message, body, skipValidation } = sending
  const { t } = context
  const issues = [
    ...(kind === 'message' ? messageIdIssues(messageId, t) : messageIssues(kind, message(), t)),
    ...(kind === 'only_message' ? [] : bodyIssues(body, skipValidation, context)),
  ]
  // JSON can have the same issue in many places.
  return [...new Map(issues.map((one) => [`${JSON.stringify(one.at)} ${one.text}`, one])).values()]
}

function messageIdIssues(messageId: string, t: SendTexts): SendIssue[] {
  if (MESSAGE_ID.test(messageId)) return []
  return [{ at: 'message', text: messageId === '' ? t.chooseMessage : t.messageIdShape }]
}

function messageIssues(kind: RunKind, message: NewMessage | null, t: SendTexts): SendIssue[] {
  const issue = (text: string): SendIssue[] => [{ at: 'recipient', text }]
  if (!message || message.receive_id === '') {
    return issue(kind === 'myself' ? t.chooseMyself : t.chooseRecipient)
  }
  if (!RECEIVE_ID.test(message.receive_id)) return issue(t.recipientShape)
  if ('text' in message) {
    if (message.text.trim() === '') return issue(t.enterText)
    return countCharacters(message.text) > LIMITS.messageText.max ? issue(t.textTooLong) : []
  }
  const { content } = message
  return isJsonObject(typeof content === 'string' ? parseJson(content) : content)
    ? []
    : issue(t.contentJson)
}

function bodyIssues(
  body: BodyState,
  skipValidation: boolean,
  { validate, t, locale }: Context,
): SendIssue[] {
  if (!body.ok) return [{ at: 'json', text: t.brokenJson }]
  const { value } = body
  if (!isJsonObject(value)) return [{ at: 'json', text: t.noObject }]
  if (skipValidation) return []
  const issues = issuesOf(value, validate, locale)
  if (issues === null) return [{ at: 'json', text: t.checking }]
  const followUps = readFollowUps(value)
  const languageAt = (bubble: number, row: number) =>
    followUps[bubble]?.i18n_contents?.[row]?.language
  return issues.map(({ path, message }) => {
    const label = pathLabel(path, languageAt, t, locale)
    return {
      at: CELL.test(path) ? { cell: path } : 'json',
      text: label === '' ? message : t.reason(label, message),
    }
  })
}

const CELL = /^follow_ups(\.\d+(\.content|\.i18n_contents(\.\d+\.(content|language))?)?)?$/
const ROW = /^follow_ups\.(\d+)\.i18n_contents\.(\d+)/
const BUBBLE = /^follow_ups\.(\d+)/

/** Names a path of the contract as the table does: `follow_ups.0.content` → “Bubble 1”. */
function pathLabel(
  path: string,
  languageAt: (bubble: number, row: number) => string | undefined,
  t: SendTexts,
  locale: Locale,
): string {
  const row = ROW.exec(path)
  if (row) {
    const language = languageAt(Number(row[1]), Number(row[2])) ?? ''
    const name = isLanguage(language) ? LANGUAGE_NAMES[language][locale] : language
    return t.cell(t.bubble(Number(row[1]) + 1), name)
  }
  const bubble = BUBBLE.exec(path)
  if (bubble) return t.bubble(Number(bubble[1]) + 1)
  return path === 'follow_ups' ? '' : path
}

/** The issues of a body; null if the validator is not loaded. */
function issuesOf(value: object, validate: Context['validate'], locale: Locale): Issue[] | null {
  if (!isShownByTable(value)) return validate?.(value, locale) ?? null
  const issues = findFollowUpIssues(value.follow_ups)
  return issues.map(({ path, key }) => ({ path, message: followUpHint(key, locale) }))
}

/** Such a value is validated at once; any other JSON by the schema, which is loaded for it. */
function isShownByTable(value: unknown): value is DraftBody {
  return isDraftBody(value) && hasOnlyKnownKeys(value.follow_ups)
}

let validator: typeof validateBody | null = null
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Loads the validator as soon as the body needs it. */
export function useValidator(body: BodyState): void {
  // A transition, so that a failed import reaches the page's error boundary.
  const [, startLoading] = useTransition()
  const needed = body.ok && !isShownByTable(body.value)
  useEffect(() => {
    if (!needed || validator) return
    startLoading(async () => {
      validator = (await import('../composition/validate-body.ts')).validateBody
      for (const listener of listeners) listener()
    })
  }, [needed])
}

/** Returns a function that opens or focuses what an issue is about. */
export function useShowIssue(target: Target): (issue: SendIssue) => void {
  const { showIssues, view } = useComposition()
  return ({ at }) => {
    if (at === 'message' || at === 'recipient' || at === 'app') {
      target.openBar(at)
    } else if (at === 'json' || view === 'json') {
      document.querySelector<HTMLElement>('[contenteditable=true]')?.focus()
    } else {
      showIssues(at.cell)
    }
  }
}
