import styles from './exact-text.module.css'
import { codePointName, splitInvisible } from './invisible-characters.ts'

/**
 * A text from elsewhere, unchanged and selectable, that can neither hide a character nor turn the
 * page around it: each invisible character is kept, named, and shut in by itself.
 */
export function ExactText({ children }: { children: string }) {
  return (
    <bdi dir="ltr">
      {splitInvisible(children).map((run, index) =>
        run.invisible ? (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other identity
            key={index}
            className={styles.invisible}
            data-name={codePointName(run.text)}
          >
            {run.text}
          </span>
        ) : (
          run.text
        ),
      )}
    </bdi>
  )
}
