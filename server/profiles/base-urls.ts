import type { Brand } from '#contract/profile'

const PLATFORMS: Readonly<Record<string, Brand>> = {
  'https://open.feishu.cn': 'feishu',
  'https://open.larksuite.com': 'lark',
}

/** The platform's own addresses, where a secret may always be sent. */
export const PLATFORM_URLS: readonly string[] = Object.keys(PLATFORMS)

/** Whose address it is: the platform's, or else an emulator's. */
export function brandOf(base_url: string): Brand {
  return PLATFORMS[base_url] ?? 'emulator'
}

/** The platform's own address of a brand. */
export function platformOf(brand: Brand | undefined): string | undefined {
  return PLATFORM_URLS.find((url) => PLATFORMS[url] === brand)
}

/** The addresses of an emulator on a port of this machine. */
export function emulatorUrls(port: number): string[] {
  return ['127.0.0.1', 'localhost'].map((name) => `http://${name}:${port}`)
}
