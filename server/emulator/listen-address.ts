import { type AddressInfo, isIP } from 'node:net'

const LOOPBACK = ['127.0.0.1', 'localhost', '::1']

/**
 * Returns whether an emulator may listen on an address. It has no login, so beyond this machine it
 * must know the hosts that it is reached by.
 */
export function isListenAddress(host: string, allowedHosts: readonly string[]): boolean {
  return LOOPBACK.includes(host) || (isIP(host) !== 0 && allowedHosts.length > 0)
}

/** Returns the URL by which this machine reaches a server that listens on an address. */
export function urlOf({ address, port }: AddressInfo): string {
  if (address === '0.0.0.0') return `http://127.0.0.1:${port}`
  if (address === '::') return `http://[::1]:${port}`
  return `http://${isIP(address) === 6 ? `[${address}]` : address}:${port}`
}
