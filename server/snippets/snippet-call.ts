import { MESSAGE_ID } from '#contract/ids'
import type { Bilingual } from '#contract/locale'

/** The default base URL. */
export const FEISHU_BASE_URL = 'https://open.feishu.cn'

export type SnippetRow = { readonly content: string; readonly language: string }
export type SnippetFollowUp = {
  readonly content: string
  readonly i18n_contents?: readonly SnippetRow[] | undefined
}

/** The push_follow_up call that a program makes. */
export type SnippetCall = {
  readonly message_id: string
  readonly follow_ups: readonly SnippetFollowUp[]
  /** `https://open.feishu.cn`, another host of the platform, or an emulator's. */
  readonly base_url: string
}

/** An origin with an optional plain path, which needs no escaping in any client or shell. */
const BASE_URL = /^https?:\/\/(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:\/[\w.~-]+)*\/*$/

/**
 * Validates a call and removes the slash at the end of its base URL.
 * @throws {SnippetError} if no client can send the call
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

/** Returns the request body with its fields in Feishu's order. */
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

/** Why a call cannot be exported as a program, and what to do. */
export const SNIPPET_PROBLEMS = {
  client_unknown: {
    en: 'There is no such client.',
    zh: '没有这个客户端。',
  },
  message_id_malformed: {
    en: 'The message_id must be om_ followed by at most 128 letters, digits, _ or -.',
    zh: 'message_id 应为 om_ 加上最多 128 个字母、数字、_ 或 -。',
  },
  base_url_malformed: {
    en: 'The base URL must be http:// or https://, a host and at most a plain path: no user name, query or fragment.',
    zh: '基础地址应为 http:// 或 https:// 加上主机名，至多再加一段普通路径，不能带用户名、查询参数或片段。',
  },
  lone_surrogate: {
    en: 'A text holds half of a surrogate pair, which no UTF-8 request can carry: type the character again.',
    zh: '文字中有不成对的代理字符，无法用 UTF-8 发送：请重新输入该字符。',
  },
  lark_cli_upstream: {
    en: 'lark-cli calls open.feishu.cn and open.larksuite.com only; choose another client for this base URL.',
    zh: 'lark-cli 只能调用 open.feishu.cn 和 open.larksuite.com；此基础地址请换用其他客户端。',
  },
} as const satisfies Record<string, Bilingual>

export type SnippetProblem = keyof typeof SNIPPET_PROBLEMS

/** A call that cannot be exported as a program; `problem` is a key of `SNIPPET_PROBLEMS`. */
export class SnippetError extends Error {
  readonly problem: SnippetProblem

  constructor(problem: SnippetProblem) {
    super(SNIPPET_PROBLEMS[problem].en)
    this.name = 'SnippetError'
    this.problem = problem
  }
}
