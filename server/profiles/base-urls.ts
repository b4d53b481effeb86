import type { Brand } from '#contract/profile'

const PLATFORMS: ReadonlyMap<string, Brand> = new Map([
  ['https://open.feishu.cn', 'feishu'],
  ['https://open.larksuite.com', 'lark'],
])

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
