import type { ExchangeNote, FailureKind } from '#contract/exchange'
import { isJsonObject, type JsonObject } from '#contract/json'
import type { Upstream, UpstreamRequest, UpstreamResponse, UpstreamResult } from './upstream.ts'

/** One HTTP call and its parsed reply. It still contains secrets; `report.ts` removes them. */
export type CallRecord = {
  stage: 'token' | 'call'
  request: UpstreamRequest
  result: UpstreamResult
  reply: CallReply
}

/** The platform's reply, or why there is no usable one. */
type CallReply = { log_id: string | null; notes: ExchangeNote[] } & (
  | {
      answered: true
      code: number
      msg: string | null
      troubleshooter: string | null
      /** The whole JSON body. */
      json: JsonObject
    }
  | { answered: false; kind: FailureKind; detail: string }
)

/** Makes one JSON call, by default a GET if it has no body, and classifies the response. */
export async function makeCall(
  upstream: Upstream,
  stage: CallRecord['stage'],
  url: string,
  body: string | null,
  {
    method = body === null ? 'GET' : 'POST',
    headers = {},
    beforeCall,
  }: {
    method?: UpstreamRequest['method'] | undefined
    headers?: Record<string, string>
    /**
     * Awaited right before the call. If it throws, nothing is sent; if it returns a result, that is
     * used instead of making the call.
     */
    beforeCall?: ((request: UpstreamRequest) => Promise<UpstreamResult | null>) | undefined
  } = {},
): Promise<CallRecord> {
  const request: UpstreamRequest = {
    method,
    url: new URL(url),
    headers: {
      ...headers,
      ...(body !== null && { 'content-type': 'application/json; charset=utf-8' }),
      'user-agent': 'follow-up-console',
    },
    body,
  }
  const result = (await beforeCall?.(request)) ?? (await upstream.call(request))
  return { stage, request, result, reply: replyOf(result, stage) }
}

function replyOf({ failure, response }: UpstreamResult, stage: CallRecord['stage']): CallReply {
  if (failure === null) return classify(response, stage)
  const log_id = response && logIdOf(response.headers)
  return { answered: false, ...failure, log_id, notes: [] }
}

/**
 * Classifies a complete response by its bytes alone: only a JSON object with an integer `code` is
 * the platform's reply. A contradicting HTTP status or content type only adds a note.
 */
export function classify(response: UpstreamResponse, stage: 'token' | 'call'): CallReply {
  const { http_status, headers, bytes } = response
  const type = headers['content-type'] ?? ''
  const detail = `HTTP ${http_status}${type && `, ${type}`}`

  if (http_status >= 300 && http_status < 400) return unusableResponse('redirect', detail, headers)
  const json = parse(bytes)
  if (json === undefined) return unusableResponse('not_json', detail, headers)
  if (!isJsonObject(json) || !Number.isSafeInteger(json.code)) {
    return unusableResponse('no_code', detail, headers)
  }

  const code = Number(json.code)
  const error = isJsonObject(json.error) ? json.error : {}
  const notes: ExchangeNote[] = []
  // The token endpoint uses HTTP 200 for errors too.
  const disagrees = http_status < 300 ? code !== 0 && stage === 'call' : code === 0
  if (disagrees) notes.push('http_status_disagrees')
  if (!/^application\/(?:[a-z.-]+\+)?json(?:\s*;|$)/i.test(type))
    notes.push('content_type_not_json')
  return {
    answered: true,
    code,
    msg: text(json.msg),
    log_id: text(error.log_id) ?? text(error.logid) ?? logIdOf(headers),
    troubleshooter: troubleshooterIn(text(error.troubleshooter) ?? ''),
    notes,
    json,
  }
}

function unusableResponse(
  kind: FailureKind,
  detail: string,
  headers: Record<string, string>,
): CallReply {
  return { answered: false, kind, detail, log_id: logIdOf(headers), notes: [] }
}

/** Returns the id that Feishu's support asks for; the gateway sends it even if the body is lost. */
function logIdOf(headers: Record<string, string>): string | null {
  return headers['x-tt-logid'] || headers['x-request-id'] || headers['request-id'] || null
}

/** Returns the link in the text if it leads to the platform itself: the page makes it clickable. */
function troubleshooterIn(sentence: string): string | null {
  const [link = ''] = /https:\/\/[^\s"'<>]+/.exec(sentence) ?? []
  if (!URL.canParse(link)) return null
  const { host, username, password } = new URL(link)
  const ours = host === 'open.feishu.cn' || host === 'open.larksuite.com'
  return ours && !username && !password ? link : null
}

/** Skips a byte order mark, which some gateways put before JSON. */
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
