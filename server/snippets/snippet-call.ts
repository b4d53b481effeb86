import { MESSAGE_ID } from '#contract/message-id'
import { SnippetError } from './snippet-problem.ts'

/** Where a call goes that names no base URL. */
export const FEISHU_BASE_URL = 'https://open.feishu.cn'

export type SnippetRow = { readonly content: string; readonly language: string }
export type SnippetFollowUp = {
  readonly content: string
  readonly i18n_contents?: readonly SnippetRow[] | undefined
}

/** The one push_follow_up that a program makes. */
export type SnippetCall = {
  readonly message_id: string
  readonly follow_ups: readonly SnippetFollowUp[]
  /** `https://open.feishu.cn`, another host of the platform, or an emulator's. */
  readonly base_url: string
}

/** A plain origin with at most a plain path: every client and every shell takes it as it stands. */
const BASE_URL = /^https?:\/\/(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:\/[\w.~-]+)*\/*$/

/**
 * The call with its base URL in one spelling.
 * @throws {SnippetError} where no client could send it
 */
export function readCall({ message_id, follow_ups, base_url }: SnippetCall): SnippetCall {
  if (!MESSAGE_ID.test(message_id)) throw new SnippetError('message_id_malformed')
  if (!BASE_URL.test(base_url) || !URL.canParse(base_url)) {
    throw new SnippetError('base_url_malformed')
  }
  if (!textsOf(follow_ups).every((text) => text.isWellFormed())) {
    throw new SnippetError('lone_surrogate')
  }
  return { message_id, follow_ups, base_url: base_url.replace(/\/+$/, '') }
}

/** The request body, with its fields in Feishu's order. */
export function bodyOf({ follow_ups }: SnippetCall): { follow_ups: SnippetFollowUp[] } {
  return {
    follow_ups: follow_ups.map(({ content, i18n_contents }) =>
      i18n_contents
        ? {
            content,
            i18n_contents: i18n_contents.map(({ content, language }) => ({ content, language })),
          }
        : { content },
    ),
  }
}

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up */
export function pushPath({ message_id }: SnippetCall): string {
  return `/open-apis/im/v1/messages/${message_id}/push_follow_up`
}

export function pushUrl(call: SnippetCall): string {
  return call.base_url + pushPath(call)
}

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal */
export function tokenUrl({ base_url }: SnippetCall): string {
  return `${base_url}/open-apis/auth/v3/tenant_access_token/internal`
}

function textsOf(followUps: readonly SnippetFollowUp[]): string[] {
  return followUps.flatMap(({ content, i18n_contents = [] }) => [
    content,
    ...i18n_contents.flatMap((row) => [row.content, row.language]),
  ])
}
