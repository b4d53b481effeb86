import { type Locale, pickLocale } from '#contract/locale'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The language of the texts: `--lang`, else the first of LC_ALL, LC_MESSAGES and LANG that is set.
 * @returns `null` where `--lang` names neither of the two
 */
export function chooseLocale(args: readonly string[], env: Environment): Locale | null {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  if (at >= 0) {
    const asked = args[at] === '--lang' ? args[at + 1] : args[at]?.slice('--lang='.length)
    return asked === 'zh' || asked === 'en' ? asked : null
  }
  const { LC_ALL, LC_MESSAGES, LANG } = env
  return pickLocale([(LC_ALL || LC_MESSAGES || LANG || '').replaceAll('_', '-')])
}
