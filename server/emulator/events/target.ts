import { isIP, isIPv4, type LookupFunction } from 'node:net'

/** Whom the emulator may write to of its own accord. */
export type Gate = {
  /** Names or addresses, in lower case, that the operator allows beside loopback. */
  allowedHosts: readonly string[]
  lookup: LookupFunction
}

/**
 * Why nothing is delivered to a URL, as far as the URL itself tells; `null` where nothing speaks
 * against it. What a name resolves to is judged when it is connected to, by `guardLookup`.
 */
export function judgeTarget(url: URL, { allowedHosts }: Gate): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return 'The URL must begin with http:// or https://.'
  }
  if (url.username !== '' || url.password !== '') {
    return 'The URL must not hold a user name or a password.'
  }
  // The URL parser has already turned spellings like 2130706433 or 127.1 into plain addresses.
  const host = hostOf(url)
  if (allowedHosts.includes(host) || isIP(host) === 0 || isLoopback(host)) return null
  return notLoopback(host)
}

/**
 * A lookup that gives loopback addresses only, or fails. The socket takes its address from here, so
 * that what was judged is what is connected to.
 */
export function guardLookup(url: URL, { allowedHosts, lookup }: Gate): LookupFunction {
  if (allowedHosts.includes(hostOf(url))) return lookup
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const addresses =
        typeof address === 'string' ? [address] : (address ?? []).map((a) => a.address)
      const foreign = addresses.find((one) => !isLoopback(one))
      const refused = foreign === undefined ? error : new Error(notLoopback(foreign))
      callback(refused, address, family)
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

function notLoopback(address: string): string {
  return `Events go to this machine only, and ${address} is not a loopback address. The operator can allow the host.`
}
