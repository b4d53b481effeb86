/** Every language, colour scheme and width at least twice, in four pairs instead of eight. */
export const LOOKS = [
  { locale: 'en-US', colorScheme: 'light', width: 1440 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 1440 },
  { locale: 'zh-CN', colorScheme: 'light', width: 390 },
  { locale: 'en-US', colorScheme: 'dark', width: 390 },
] as const
