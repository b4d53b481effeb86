import { isIP, isIPv4, type LookupFunction } from 'node:net'
import type { Bilingual } from '#contract/locale'

/** Which hosts the emulator may send events to. */
export type TargetPolicy = {
  /** Names or addresses, in lower case, that the operator allows besides loopback. */
  allowedHosts: readonly string[]
  lookup: LookupFunction
}

/**
 * Returns why a URL gets no events, or null if it may. The address that its name resolves to is
 * checked when the socket connects, by `guardLookup`.
 */
export function checkTarget(url: URL, { allowedHosts }: TargetPolicy): Bilingual | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return {
      zh: 'URL 应以 http:// 或 https:// 开头。',
      en: 'The URL must start with http:// or https://.',
    }
  }
  if (url.username !== '' || url.password !== '') {
    return {
      zh: 'URL 不能含有用户名或密码。',
      en: 'The URL must not contain a user name or password.',
    }
  }
  // The URL parser has already turned spellings like 2130706433 or 127.1 into plain addresses.
  const host = hostOf(url)
  if (allowedHosts.includes(host) || isIP(host) === 0 || isLoopback(host)) return null
  return notLoopback(host)
}

/**
 * Wraps a lookup so that it fails for addresses other than loopback. The socket takes its address
 * from here, so the address that was checked is the one it connects to.
 */
export function guardLookup(url: URL, { allowedHosts, lookup }: TargetPolicy): LookupFunction {
  if (allowedHosts.includes(hostOf(url))) return lookup
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const addresses =
        typeof address === 'string' ? [address] : (address ?? []).map((a) => a.address)
      const foreign = addresses.find((one) => !isLoopback(one))
      const failure = foreign === undefined ? error : new TargetError(notLoopback(foreign))
      callback(failure, address, family)
    })
  }
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/** IPv4 inside IPv6 is never needed to reach this machine, so it does not count as loopback. */
function isLoopback(address: string): boolean {
  return address === '::1' || (isIPv4(address) && address.startsWith('127.'))
}

function notLoopback(address: string): Bilingual {
  return {
    zh: `${address} 不是本机地址。事件只发往本机，或运维人员允许的主机。`,
    en: `${address} is not a loopback address. Events go only to this machine, or to hosts that the operator allows.`,
  }
}

/** A name resolved to an address that gets no events. */
export class TargetError extends Error {
  readonly reason: Bilingual

  constructor(reason: Bilingual) {
    super(reason.en)
    this.reason = reason
  }
}

/**
 * Parses the hosts that an operator allows events to go to: a comma-separated list of names and
 * addresses without ports, in a URL's spelling. Returns null if one of them is not a host.
 */
export function parseEventHosts(list: string): string[] | null {
  const hosts: string[] = []
  for (const item of list.split(',').map((part) => part.trim().toLowerCase())) {
    if (item === '') continue
    if (!isHost(item)) return null
    hosts.push(item)
  }
  return hosts
}

/** Only a host that the URL parser leaves unchanged can equal the host of a URL. */
function isHost(item: string): boolean {
  const host = item.includes(':') ? `[${item}]` : item
  const url = URL.parse(`http://${host}/`)
  return /^[a-z0-9_.:-]+$/.test(item) && url?.hostname === host
}
