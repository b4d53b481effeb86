import { classify, logIdOf, type Verdict } from './classify.ts'
import type { Upstream, UpstreamRequest, UpstreamResult } from './upstream.ts'

/** One call as it was made and judged. It still holds secrets; report.ts makes it showable. */
export type CallRecord = {
  stage: 'token' | 'call'
  request: UpstreamRequest
  result: UpstreamResult
  verdict: Verdict
}

/** Makes one JSON call, a GET where it has no body, and judges what came back. */
export async function makeCall(
  upstream: Upstream,
  stage: CallRecord['stage'],
  url: string,
  body: string | null,
  {
    headers = {},
    beforeCall,
  }: {
    headers?: Record<string, string>
    /**
     * Awaited right before the call is made. Where it throws, nothing leaves; where it comes back
     * with a result, that stands in the place of a call.
     */
    beforeCall?: ((request: UpstreamRequest) => Promise<UpstreamResult | null>) | undefined
  } = {},
): Promise<CallRecord> {
  const request: UpstreamRequest = {
    method: body === null ? 'GET' : 'POST',
    url: new URL(url),
    headers: {
      ...headers,
      ...(body !== null && { 'content-type': 'application/json; charset=utf-8' }),
      'user-agent': 'follow-up-console',
    },
    body,
  }
  const result = (await beforeCall?.(request)) ?? (await upstream.call(request))
  return { stage, request, result, verdict: judge(result, stage) }
}

function judge({ failure, response }: UpstreamResult, stage: CallRecord['stage']): Verdict {
  if (failure === null) return classify(response, stage)
  const log_id = response && logIdOf(response.headers)
  return { answered: false, ...failure, log_id, notes: [] }
}
