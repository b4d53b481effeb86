import { classify, logIdOf, type Verdict } from './classify.ts'
import type { Upstream, UpstreamRequest, UpstreamResult } from './upstream.ts'

/** One call as it was made and judged. It still holds secrets; report.ts makes it showable. */
export type CallRecord = {
  stage: 'token' | 'call'
  request: UpstreamRequest
  result: UpstreamResult
  verdict: Verdict
}

/** Makes one JSON call and judges what came back. */
export async function makeCall(
  upstream: Upstream,
  stage: CallRecord['stage'],
  url: string,
  body: string,
  {
    headers = {},
    beforeCall,
  }: {
    headers?: Record<string, string>
    /** Awaited right before the call is made; where it throws, nothing leaves. */
    beforeCall?: ((request: UpstreamRequest) => Promise<void>) | undefined
  } = {},
): Promise<CallRecord> {
  const request: UpstreamRequest = {
    method: 'POST',
    url: new URL(url),
    headers: {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'follow-up-console',
    },
    body,
  }
  await beforeCall?.(request)
  const result = await upstream.call(request)
  return { stage, request, result, verdict: judge(result, stage) }
}

function judge({ failure, response }: UpstreamResult, stage: CallRecord['stage']): Verdict {
  if (failure === null) return classify(response, stage)
  const log_id = response && logIdOf(response.headers)
  return { answered: false, ...failure, log_id, notes: [] }
}
