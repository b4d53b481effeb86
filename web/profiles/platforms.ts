import type { Brand, Profile } from '#contract/profile'

type Platform = { value: string; label: string }

/** Where an app may be: the two platforms, and the emulators that the console knows. */
export function platformsOf(
  profiles: readonly Profile[],
  names: Readonly<Record<Brand, string>>,
): Platform[] {
  const known: [string, Brand][] = [
    ['https://open.feishu.cn', 'feishu'],
    ['https://open.larksuite.com', 'lark'],
    ...profiles.map(({ base_url }): [string, Brand] => [base_url, 'emulator']),
  ]
  const first = new Map<string, Brand>()
  for (const [url, brand] of known) if (!first.has(url)) first.set(url, brand)
  return [...first].map(([value, brand]) => ({
    value,
    label: `${names[brand]} · ${new URL(value).host}`,
  }))
}
