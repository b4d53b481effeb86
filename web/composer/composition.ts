import { type Draft, type DraftBody, isDraftBody } from '#contract/draft'

/** The form's own value: Feishu's spelling, every list present, texts and languages still free. */
export type Values = Draft['values']
export type FollowUpValues = Values['follow_ups'][number]

export function emptyFollowUp(): FollowUpValues {
  return { content: '', i18n_contents: [] }
}

/** The body that the form stands for; an empty list of languages is left out, as Feishu's samples do. */
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

/** The form's value for a body, or `null` where the form would have to drop a part of it. */
export function fromBody(body: unknown): FollowUpValues[] | null {
  if (!isDraftBody(body)) return null
  return body.follow_ups.map(({ content, i18n_contents = [] }) => ({
    content,
    i18n_contents,
  }))
}

/** The bubbles of any JSON value, as far as it has some: for the preview, which must show what it can. */
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
