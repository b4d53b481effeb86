import { useCallback, useEffect, useState, useTransition } from 'react'
import { isDraftBody } from '#contract/draft'
import { MESSAGE_ID } from '#contract/ids'
import { isJsonObject } from '#contract/json'
import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import { findFollowUpIssues, followUpHint } from '#contract/validation/follow-up-issues'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { readFollowUps } from './composition.ts'
import { useComposition } from './composition-context.tsx'
import styles from './send-bar.module.css'
import { type ComposerTexts, composerTexts } from './texts.ts'
import type { BodyState } from './use-body.ts'
import type { validateBody } from './validate-body.ts'

const MAX_SHOWN = 4

/** Why Send is disabled; each issue is a link to its field. */
export function SendIssues({ id, issues }: { id: string; issues: readonly SendIssue[] }) {
  const t = useTexts(composerTexts)
  const { form, view } = useComposition()
  if (issues.length === 0) return null
  const rest = issues.length - MAX_SHOWN
  return (
    <div id={id} tabIndex={-1} className={styles.obstacles}>
      <p>{t.cannotSend}</p>
      <ul>
        {issues.slice(0, MAX_SHOWN).map(({ path, text }) => (
          <li key={`${path} ${text}`}>
            {isField(path) && (view === 'form' || path === 'message_id') ? (
              <button
                type="button"
                className={styles.reason}
                onClick={() => form.setFocus(path as 'message_id')}
              >
                {text}
              </button>
            ) : (
              text
            )}
          </li>
        ))}
        {rest > 0 ? <li>{t.more(rest)}</li> : null}
      </ul>
    </div>
  )
}

/** Whether a path of the contract is an input of the form that can be focused. */
function isField(path: string): boolean {
  return (
    path === 'message_id' ||
    /^follow_ups\.\d+\.(content|i18n_contents\.\d+\.(content|language))$/.test(path)
  )
}

const ROW = /^follow_ups\.(\d+)\.i18n_contents\.(\d+)/
const BUBBLE = /^follow_ups\.(\d+)/

/** Names a path of the contract as the form does: `follow_ups.0.content` → “Bubble 1”. */
function pathLabel(
  path: string,
  languageAt: (bubble: number, row: number) => string | undefined,
  t: ComposerTexts,
  locale: Locale,
): string {
  const row = ROW.exec(path)
  if (row) {
    const language = languageAt(Number(row[1]), Number(row[2])) ?? ''
    const name = isLanguage(language) ? LANGUAGE_NAMES[language][locale] : language
    return `${t.bubble(Number(row[1]) + 1)} · ${name}`
  }
  const bubble = BUBBLE.exec(path)
  return bubble ? t.bubble(Number(bubble[1]) + 1) : path
}

/** A reason why Send is disabled; `path` is the field to fix. */
type SendIssue = { path: string; text: string }

type FindSendIssues = (messageId: string, body: BodyState, sendAnyway: boolean) => SendIssue[]

/** Returns a function that finds every issue that prevents sending, in the order of the page. */
export function useFindSendIssues(): FindSendIssues {
  const { locale } = useLocale()
  const t = useTexts(composerTexts)
  const validate = useValidateBody()
  return useCallback(
    (messageId, body, sendAnyway) => [
      ...messageIdIssues(messageId, t),
      ...bodyIssues(body, sendAnyway, validate, t, locale),
    ],
    [validate, t, locale],
  )
}

function messageIdIssues(messageId: string, t: ComposerTexts): SendIssue[] {
  if (MESSAGE_ID.test(messageId)) return []
  return [{ path: 'message_id', text: messageId === '' ? t.noMessageId : t.badMessageId }]
}

function bodyIssues(
  body: BodyState,
  sendAnyway: boolean,
  validate: ReturnType<typeof useValidateBody>,
  t: ComposerTexts,
  locale: Locale,
): SendIssue[] {
  if (!body.ok) return [{ path: '', text: t.brokenJson }]
  const { value } = body
  if (!isJsonObject(value)) {
    return [{ path: '', text: t.noObject }]
  }
  if (sendAnyway) return []
  const issues = validate(value, locale)
  if (issues === null) return [{ path: '', text: t.validating }]
  const followUps = readFollowUps(value)
  const languageAt = (bubble: number, row: number) =>
    followUps[bubble]?.i18n_contents?.[row]?.language
  return issues.map(({ path, message }) => {
    const label = pathLabel(path, languageAt, t, locale)
    return { path, text: label === '' ? message : `${label}: ${message}` }
  })
}

/** The issues of a body; null while the validator is loading. */
type ValidateBody = (value: object, locale: Locale) => Issue[] | null

/**
 * Validates the body. A value of the form is validated directly; other JSON, which only the JSON
 * view can contain, by the schema, which is loaded with the first JSON.
 */
function useValidateBody(): ValidateBody {
  const { source } = useComposition()
  const [validateAny, setValidateAny] = useState<typeof validateBody | null>(null)
  // A transition, so that a failed import reaches the page's error boundary.
  const [, startLoading] = useTransition()
  useEffect(() => {
    if (source === 'form') return
    startLoading(async () => {
      const { validateBody } = await import('./validate-body.ts')
      setValidateAny(() => validateBody)
    })
  }, [source])
  return useCallback(
    (value, locale) => {
      if (!isDraftBody(value)) return validateAny?.(value, locale) ?? null
      const issues = findFollowUpIssues(value.follow_ups)
      return issues.map(({ path, key }) => ({ path, message: followUpHint(key, locale) }))
    },
    [validateAny],
  )
}
