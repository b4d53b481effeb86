import { isJsonObject } from '#contract/is-json-object'
import type { SecretProfile } from '../secret-profile.ts'

const PLATFORM_HOSTS = ['open.feishu.cn', 'open.larksuite.com']
const MOST = 5

/**
 * The pages that a refusal leads to: where a scope is granted, how it is mended. A link is shown to
 * be clicked, so it has to lead to the platform itself, or to the emulator that answered.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-
 */
export function platformLinks(
  answer: Record<string, unknown>,
  { brand, base_url }: Pick<SecretProfile, 'brand' | 'base_url'>,
): string[] {
  const error = isJsonObject(answer.error) ? answer.error : {}
  const listed = [error.helps, error.permission_violations].flatMap((list) =>
    Array.isArray(list) ? list.map((item) => (isJsonObject(item) ? item.url : null)) : [],
  )
  const quoted = [answer.msg, error.troubleshooter].flatMap((text) =>
    typeof text === 'string' ? (text.match(/https?:\/\/[^\s"'<>，。]+/g) ?? []) : [],
  )
  const own = brand === 'emulator' ? new URL(base_url).origin : null
  const links = [...listed, ...quoted].filter((link) => typeof link === 'string')
  return [...new Set(links)].filter((link) => leadsHome(link, own)).slice(0, MOST)
}

function leadsHome(link: string, own: string | null): boolean {
  const url = URL.parse(link)
  if (!url || url.username || url.password) return false
  if (own !== null && url.origin === own) return true
  return url.protocol === 'https:' && PLATFORM_HOSTS.includes(url.host)
}
