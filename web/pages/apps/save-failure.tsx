import { RefusedError } from '../../api-client/api.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { keyed } from '../../ui/keyed.ts'
import styles from './profiles.module.css'
import { profileTexts } from './texts.ts'

type Props = {
  error: Error | null
  /** The paths whose issues are shown at their fields. */
  shown?: readonly string[]
}

/** Why the server did not save, or that it did not respond. */
export function SaveFailure({ error, shown = [] }: Props) {
  const t = useTexts(profileTexts)
  if (!error) return null
  const refusal = error instanceof RefusedError ? error.refusal : null
  const rest = refusal?.issues.filter(({ path }) => !shown.includes(path)) ?? []
  return (
    <div className={styles.whole} role="alert">
      <Callout tone="bad" title={t.notSaved}>
        <p>{refusal?.message ?? t.noAnswer}</p>
        {keyed(rest).map(([key, { message }]) => (
          <p key={key}>{message}</p>
        ))}
      </Callout>
    </div>
  )
}

/** The issues that the server reported, by path. */
export function issuesByPath(error: Error | null): Readonly<Partial<Record<string, string>>> {
  if (!(error instanceof RefusedError)) return {}
  return Object.fromEntries(error.refusal.issues.map(({ path, message }) => [path, message]))
}
