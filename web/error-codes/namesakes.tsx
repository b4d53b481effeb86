import type { ErrorCode } from '#contract/error-code'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Callout } from '../ui/callout.tsx'
import { anchorOf, homeOf, namesakesOf } from './find-error-codes.ts'
import styles from './namesakes.module.css'
import { ENDPOINT_NAMES, texts } from './texts.ts'

type Props = { entry: ErrorCode; all: readonly ErrorCode[]; onLeave: () => void }

/** Where the same number has its own entry for other calls: what it says there, and the way there. */
export function Namesakes({ entry, all, onLeave }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const namesakes = namesakesOf(entry, all)
  if (namesakes.length === 0) return null
  const differ = namesakes.some((other) => other.msg !== entry.msg)
  return (
    <Callout tone={differ ? 'warn' : 'info'} title={differ ? t.elsewhere : t.alsoElsewhere}>
      <ul className={styles.list}>
        {namesakes.map((other) => {
          const home = homeOf(other)
          return home ? (
            <li key={home}>
              <a href={`#${anchorOf(home, other.code)}`} onClick={onLeave}>
                {other.endpoints.map((endpoint) => ENDPOINT_NAMES[endpoint][locale]).join(' · ')}
              </a>{' '}
              <span lang="en">{other.msg}</span>
            </li>
          ) : null
        })}
      </ul>
    </Callout>
  )
}
