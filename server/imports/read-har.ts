import { isJsonObject } from '#contract/is-json-object'
import { type Findings, remark } from './findings.ts'
import { isPushUrl, type PastedRequest, readRequest } from './read-request.ts'
import { REASONS } from './reasons.ts'

/**
 * Takes the last push_follow_up request out of an HTTP archive.
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function readHar(log: { readonly [name: string]: unknown }, findings: Findings) {
  const entries: unknown[] = Array.isArray(log.entries) ? log.entries : []
  const pushes = entries.flatMap((entry) => {
    const request = isJsonObject(entry) ? requestOf(entry.request) : null
    return request && isPushUrl(request.url) && request.method !== 'OPTIONS' ? [request] : []
  })
  const last = pushes.at(-1)
  if (!last) return remark(findings, 'log.entries', REASONS.no_push)
  if (pushes.length > 1) remark(findings, 'log.entries', REASONS.several_requests)
  if (last.body === null) remark(findings, 'postData', REASONS.body_missing)
  readRequest(last, findings)
}

function requestOf(request: unknown): PastedRequest | null {
  if (!isJsonObject(request) || typeof request.url !== 'string') return null
  const { method, url, postData } = request
  const text = isJsonObject(postData) ? postData.text : null
  return {
    method: typeof method === 'string' ? method : null,
    url,
    headers: [...pairs(request.headers), ...cookies(request.cookies)],
    body: typeof text === 'string' ? text : null,
  }
}

function pairs(list: unknown): [string, string][] {
  if (!Array.isArray(list)) return []
  return list.flatMap((one: unknown): [string, string][] =>
    isJsonObject(one) && typeof one.name === 'string' && typeof one.value === 'string'
      ? [[one.name, one.value]]
      : [],
  )
}

function cookies(list: unknown): [string, string][] {
  return pairs(list).map(([name, value]) => ['Cookie', `${name}=${value}`])
}
