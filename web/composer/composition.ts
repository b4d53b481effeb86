import { type Draft, type DraftBody, isDraftBody } from '#contract/draft'

/** The form's value in Feishu's spelling: every list is present, texts and languages are not validated. */
export type Values = Draft['values']
export type FollowUpValues = Values['follow_ups'][number]

export function emptyFollowUp(): FollowUpValues {
  return { content: '', i18n_contents: [] }
}

/** The request body of the form's value; an empty list of languages is left out, as in Feishu's samples. */
export function toBody(followUps: readonly FollowUpValues[]): DraftBody {
  return {
    follow_ups: followUps.map(({ content, i18n_contents }) =>
      i18n_contents.length === 0
        ? { content }
        : {
            content,
            i18n_contents: i18n_contents.map((row) => ({
              content: row.content,
              language: row.language,
            })),
          },
    ),
  }
}

/** The form's value for a body, or null if the form cannot represent all of it. */
export function fromBody(body: unknown): FollowUpValues[] | null {
  if (!isDraftBody(body)) return null
  return body.follow_ups.map(({ content, i18n_contents = [] }) => ({
    content,
    i18n_contents,
  }))
}

/** The bubbles in any JSON value, as far as they can be read; for the preview. */
export function readFollowUps(body: unknown): DraftBody['follow_ups'] {
  if (typeof body !== 'object' || body === null || !('follow_ups' in body)) return []
  const list = body.follow_ups
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => {
    const shaped = fromBody({ follow_ups: [item] })?.[0]
    if (shaped) return [shaped]
    const content =
      typeof item === 'object' && item !== null && 'content' in item ? item.content : undefined
    return typeof content === 'string' ? [{ content }] : []
  })
}

export function printJson(body: unknown): string {
  return JSON.stringify(body, null, 2)
}

/** The body of a draft: its value, or the JSON text as it is, valid or not. */
export function composedBody({ values, source, jsonText }: Draft): DraftBody | string {
  return source === 'form' ? toBody(values.follow_ups) : jsonText
}

/** The bubbles of a draft, or null if its JSON is invalid or has other fields. */
export function composedFollowUps({
  values,
  source,
  jsonText,
}: Draft): DraftBody['follow_ups'] | null {
  if (source === 'form') return toBody(values.follow_ups).follow_ups
  try {
    const body: unknown = JSON.parse(jsonText)
    return isDraftBody(body) ? body.follow_ups : null
  } catch {
    return null
  }
}
