import type { FailureKind, Note } from '#contract/exchange'
import { isJsonObject } from '#contract/is-json-object'
import type { UpstreamResponse } from './upstream.ts'

type Json = { [name: string]: unknown }

/** What a response is: the platform's own answer, or none that can be used. */
export type Verdict = { log_id: string | null; notes: Note[] } & (
  | {
      answered: true
      code: number
      msg: string | null
      troubleshooter: string | null
      /** The whole answer, for the one who knows its endpoint. */
      answer: Json
    }
  | { answered: false; kind: FailureKind; detail: string }
)

/**
 * Judges a complete response by its bytes alone: only a JSON object with an integer `code` is the
 * platform's answer, whatever the HTTP status or the content type say. They are merely noted.
 */
export function classify(response: UpstreamResponse, stage: 'token' | 'call'): Verdict {
  const { http_status, headers, bytes } = response
  const type = headers['content-type'] ?? ''
  const detail = `HTTP ${http_status}${type && `, ${type}`}`

  if (http_status >= 300 && http_status < 400) return unusable('redirect', detail, headers)
  const answer = parse(bytes)
  if (answer === undefined) return unusable('not_json', detail, headers)
  if (!isJsonObject(answer) || !Number.isSafeInteger(answer.code)) {
    return unusable('no_code', detail, headers)
  }

  const code = Number(answer.code)
  const error = isJsonObject(answer.error) ? answer.error : {}
  const notes: Note[] = []
  // The token endpoint answers 200 to refusals too.
  const disagrees = http_status < 300 ? code !== 0 && stage === 'call' : code === 0
  if (disagrees) notes.push('http_status_disagrees')
  if (!/^application\/(?:[a-z.-]+\+)?json(?:\s*;|$)/i.test(type))
    notes.push('content_type_not_json')
  return {
    answered: true,
    code,
    msg: text(answer.msg),
    log_id: text(error.log_id) ?? text(error.logid) ?? logIdOf(headers),
    troubleshooter: troubleshooterIn(text(error.troubleshooter) ?? ''),
    notes,
    answer,
  }
}

function unusable(kind: FailureKind, detail: string, headers: Record<string, string>): Verdict {
  return { answered: false, kind, detail, log_id: logIdOf(headers), notes: [] }
}

/** The id that Feishu's support asks for; the gateway names it even where the body is lost. */
export function logIdOf(headers: Record<string, string>): string | null {
  return headers['x-tt-logid'] || headers['x-request-id'] || headers['request-id'] || null
}

/** A link is shown to be clicked, so it has to lead to the platform itself. */
function troubleshooterIn(sentence: string): string | null {
  const [link = ''] = /https:\/\/[^\s"'<>]+/.exec(sentence) ?? []
  if (!URL.canParse(link)) return null
  const { host, username, password } = new URL(link)
  const ours = host === 'open.feishu.cn' || host === 'open.larksuite.com'
  return ours && !username && !password ? link : null
}

/** Drops a byte order mark, which some gateways put before JSON. */
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strictUtf8.decode(bytes))
  } catch {
    return undefined
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
