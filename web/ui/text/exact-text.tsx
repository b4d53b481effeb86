import { Fragment } from 'react'
import styles from './exact-text.module.css'
import { codePointName, splitInvisible } from './invisibles.ts'

/** A browser takes seconds to wrap a text of 250 kB, unless it is in several nodes. */
const PIECE = /.{1,4000}/gsu

/**
 * A text from elsewhere, unchanged and selectable, that can neither hide a character nor change the
 * direction of the page around it: each invisible character is kept, named and isolated.
 */
export function ExactText({ children }: { children: string }) {
  return (
    <bdi dir="ltr">
      {splitInvisible(children)
        .flatMap((run) =>
          run.invisible
            ? run
            : (run.text.match(PIECE) ?? []).map((text) => ({ text, invisible: false })),
        )
        .map(({ text, invisible }, index) =>
          invisible ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
            <span key={index} className={styles.invisible} data-name={codePointName(text)}>
              {text}
            </span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
            <Fragment key={index}>{text}</Fragment>
          ),
        )}
    </bdi>
  )
}
