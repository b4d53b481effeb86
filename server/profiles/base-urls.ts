import type { Brand } from '#contract/profile'

const PLATFORMS: ReadonlyMap<string, Brand> = new Map([
  ['https://open.feishu.cn', 'feishu'],
  ['https://open.larksuite.com', 'lark'],
])

/** The hosts that connect apps by scan, by base URL; an emulator does it at its own address. */
const ACCOUNTS: ReadonlyMap<string, string> = new Map([
  ['https://open.feishu.cn', 'https://accounts.feishu.cn'],
  ['https://open.larksuite.com', 'https://accounts.larksuite.com'],
])

/** Returns the address that connects apps of a base URL by scan. */
export function accountsUrlOf(base_url: string): string {
  return ACCOUNTS.get(base_url) ?? base_url
}

/** Whether a device code of an app at this base URL may be sent to this address. */
export function isAccountsUrl(accounts_url: string, base_url: string): boolean {
  const isPlatform = [...ACCOUNTS.values()].includes(accounts_url)
  return PLATFORMS.has(base_url) ? isPlatform : accounts_url === base_url
}

/** The platform's own base URLs, to which secrets may always be sent. */
export const PLATFORM_URLS: readonly string[] = [...PLATFORMS.keys()]

/** Returns the platform with this base URL, or `emulator`. */
export function brandOf(base_url: string): Brand {
  return PLATFORMS.get(base_url) ?? 'emulator'
}

/** Returns a brand's base URL; undefined for an emulator. */
export function platformUrlOf(brand: Brand | undefined): string | undefined {
  return PLATFORM_URLS.find((url) => PLATFORMS.get(url) === brand)
}

/** Returns the base URLs of an emulator on a local port. */
export function emulatorUrls(port: number): string[] {
  return ['127.0.0.1', 'localhost'].map((name) => `http://${name}:${port}`)
}
