import type { Bilingual } from '#contract/locale'

/** Why a call cannot be written as a program, with what to do about it. */
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

/** A call that cannot be written as a program; `problem` says why, in both languages of the console. */
export class SnippetError extends Error {
  readonly problem: SnippetProblem

  constructor(problem: SnippetProblem) {
    super(SNIPPET_PROBLEMS[problem].en)
    this.name = 'SnippetError'
    this.problem = problem
  }
}
