import { RefusedError } from '../../api-client/api.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { keyed } from '../../ui/keyed.ts'
import shared from '../../ui/shared.module.css'
import { ExactText } from '../../ui/text/exact-text.tsx'
import styles from './control-failure.module.css'
import { emulatorTexts } from './texts.ts'

/** Why a control call of the emulator failed, with the path of each invalid value. */
export function ControlFailure({ error }: { error: Error | null }) {
  const t = useTexts(emulatorTexts)
  if (!error) return null
  const refusal = error instanceof RefusedError ? error.refusal : null
  return (
    <div role="alert">
      <Callout tone="bad" title={refusal ? t.rejected : t.noResponse}>
        {refusal && refusal.issues.length === 0 ? <p>{refusal.message}</p> : null}
        {refusal && refusal.issues.length > 0 ? (
          <ul className={shared.stack1}>
            {keyed(refusal.issues.slice(0, 20)).map(([key, { path, message }]) => (
              <li key={key}>
                {path ? (
                  <code className={styles.path}>
                    <ExactText>{path}</ExactText>
                  </code>
                ) : null}{' '}
                <bdi>{message}</bdi>
              </li>
            ))}
          </ul>
        ) : null}
      </Callout>
    </div>
  )
}
