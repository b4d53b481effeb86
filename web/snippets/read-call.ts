import { draftBodySchema } from '#contract/draft-schema'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { judge } from '#contract/judge'
import type { Locale } from '#contract/locale'
import { readCall as checkCall, type SnippetCall } from '#snippets/snippet-call'
import { SNIPPET_PROBLEMS, SnippetError } from '#snippets/snippet-problem'

/** A call as it stands somewhere on the page, not yet judged. */
export type ShownCall = {
  message_id: string
  /** The request body: its JSON text, or its value. */
  body: string | object
  base_url: string
  /** It was sent like this: bubbles that break a limit are shown as they went. */
  sent?: boolean
}

type ReadCall = { ok: true; call: SnippetCall } | { ok: false; mends: string[] }

/** The call that a program can make, or what is to be mended first. */
export function readCall(
  { message_id, body, base_url, sent }: ShownCall,
  locale: Locale,
): ReadCall {
  const value = typeof body === 'string' ? parse(body) : body
  if (value === undefined) return { ok: false, mends: [BROKEN_JSON[locale]] }
  const judgement = sent
    ? judge(draftBodySchema, value, locale)
    : judge(pushFollowUpBodySchema, value, locale)
  const mends = judgement.ok
    ? []
    : judgement.issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  const call = { message_id, base_url, follow_ups: judgement.ok ? judgement.value.follow_ups : [] }
  try {
    const checked = checkCall(call)
    if (mends.length === 0) return { ok: true, call: checked }
  } catch (error) {
    if (!(error instanceof SnippetError)) throw error
    mends.unshift(SNIPPET_PROBLEMS[error.problem][locale])
  }
  return { ok: false, mends }
}

const BROKEN_JSON = {
  en: 'The JSON cannot be read: mend it in the JSON view.',
  zh: '无法解析 JSON：请在 JSON 视图中修正。',
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
