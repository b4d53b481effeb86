import { useTexts } from '../i18n/texts.ts'
import { RefusedError } from '../queries/request.ts'
import { Callout } from '../ui/callout.tsx'
import styles from './profiles.module.css'
import { profileTexts } from './texts.ts'

type Props = {
  error: Error | null
  /** The fields that say by themselves what is wrong with them. */
  shown?: readonly string[]
}

/** Why something was not done: the server's own words, or that it gave none. */
export function Failed({ error, shown = [] }: Props) {
  const t = useTexts(profileTexts)
  if (!error) return null
  const refusal = error instanceof RefusedError ? error.refusal : null
  const rest = refusal?.issues.filter(({ path }) => !shown.includes(path)) ?? []
  return (
    <div className={styles.whole} role="alert">
      <Callout tone="bad" title={t.notSaved}>
        <p>{refusal?.message ?? t.noAnswer}</p>
        {rest.map(({ path, message }) => (
          <p key={path}>{message}</p>
        ))}
      </Callout>
    </div>
  )
}
