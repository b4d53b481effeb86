import { MESSAGE_ID } from '#contract/ids'
import type { Bilingual } from '#contract/locale'

/** The default base URL. */
export const FEISHU_BASE_URL = 'https://open.feishu.cn'

/** What a program says if the environment holds no credentials. */
export const CREDENTIALS_NEEDED =
  'set FEISHU_TENANT_ACCESS_TOKEN, or FEISHU_APP_ID and FEISHU_APP_SECRET'

/** What a program says of a token with spaces or control characters, which errors would print. */
export const TOKEN_MALFORMED = 'FEISHU_TENANT_ACCESS_TOKEN is not a token'

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

/** Returns what a receiver of clicks knows: the bubbles by the ID of their message. */
export function pushesOf(call: SnippetCall): { [message_id: string]: SnippetFollowUp[] } {
  return { [call.message_id]: bodyOf(call).follow_ups }
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
  client_unknown: { en: 'Unknown client.', zh: '未知的客户端。' },
  message_id_malformed: {
    en: 'Message ID must start with om_, followed by 1–128 letters, digits, _ or -.',
    zh: '消息 ID 应以 om_ 开头，后面是 1–128 个字母、数字、_ 或 -。',
  },
  base_url_malformed: {
    en: 'The base URL must start with http:// or https://, without user name, query or fragment.',
    zh: 'base_url 应以 http:// 或 https:// 开头，不含用户名、查询参数或片段。',
  },
  lone_surrogate: {
    en: 'A text contains an incomplete character. Delete it and type it again.',
    zh: '文字含有不完整的字符，请删除后重新输入。',
  },
  lark_cli_upstream: {
    en: 'lark-cli supports only open.feishu.cn and open.larksuite.com. Choose another client.',
    zh: 'lark-cli 仅支持 open.feishu.cn 和 open.larksuite.com，请选择其他客户端。',
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
