import { useCallback } from 'react'
import { isJsonObject } from '#contract/is-json-object'
import type { Locale } from '#contract/locale'
import { MESSAGE_ID } from '#contract/message-id'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { readFollowUps } from './composition.ts'
import { pathLabel } from './path-label.ts'
import { type ComposerTexts, composerTexts } from './texts.ts'
import type { BodyState } from './use-body.ts'
import { useJudge } from './use-judge.ts'

/** One reason why Send cannot be pressed; `path` is the form field that mends it. */
export type Obstacle = { path: string; text: string }

type FindObstacles = (messageId: string, body: BodyState, sendAnyway: boolean) => Obstacle[]

/**
 * Gives a function that finds every reason why something cannot be sent, in the order of the page;
 * none where it can. It stays the same function while the language does.
 */
export function useFindObstacles(): FindObstacles {
  const { locale } = useLocale()
  const t = useTexts(composerTexts)
  const judge = useJudge()
  return useCallback(
    (messageId, body, sendAnyway) => [
      ...messageIdObstacles(messageId, t),
      ...bodyObstacles(body, sendAnyway, judge, t, locale),
    ],
    [judge, t, locale],
  )
}

function messageIdObstacles(messageId: string, t: ComposerTexts): Obstacle[] {
  if (MESSAGE_ID.test(messageId)) return []
  return [{ path: 'message_id', text: messageId === '' ? t.noMessageId : t.badMessageId }]
}

function bodyObstacles(
  body: BodyState,
  sendAnyway: boolean,
  judge: ReturnType<typeof useJudge>,
  t: ComposerTexts,
  locale: Locale,
): Obstacle[] {
  if (!body.ok) return [{ path: '', text: t.brokenJson }]
  const { value } = body
  if (!isJsonObject(value)) {
    return [{ path: '', text: t.noObject }]
  }
  if (sendAnyway) return []
  const issues = judge(value, locale)
  if (issues === null) return [{ path: '', text: t.judging }]
  const followUps = readFollowUps(value)
  const languageAt = (bubble: number, row: number) =>
    followUps[bubble]?.i18n_contents?.[row]?.language
  return issues.map(({ path, message }) => {
    const label = pathLabel(path, languageAt, t, locale)
    return { path, text: label === '' ? message : `${label}: ${message}` }
  })
}
