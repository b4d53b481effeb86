import { Fragment } from 'react'
import styles from './exact-text.module.css'
import { codePointName, splitInvisible } from './invisibles.ts'

/** A browser takes seconds to wrap a text of 250 kB, unless it is in several nodes. */
const PIECE = /.{1,4000}/gsu

/** Ends after a comma, a colon or a bracket of JSON. */
const TOKEN = /[^,:{[]{1,4000}[,:{[]?|[,:{[]/gsu

/** Splits a text into pieces; between those of JSON a line may break. */
export function piecesOf(text: string, json: boolean): readonly string[] {
  return text.match(json ? TOKEN : PIECE) ?? []
}

/**
 * A text from elsewhere, unchanged and selectable, that can neither hide a character nor change the
 * direction of the page around it: each invisible character is kept, named and isolated.
 * With `wraps`, a line may break after each token of JSON; copies do not contain the breaks.
 */
export function ExactText({ children, wraps = false }: { children: string; wraps?: boolean }) {
  return (
    <bdi dir="ltr">
      {splitInvisible(children)
        .flatMap((run) =>
          run.invisible
            ? run
            : piecesOf(run.text, wraps).map((text) => ({
                text,
                invisible: false,
              })),
        )
        .map(({ text, invisible }, index) =>
          invisible ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
            <span key={index} className={styles.invisible} data-name={codePointName(text)}>
              {text}
            </span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
            <Fragment key={index}>
              {text}
              {wraps ? <wbr /> : null}
            </Fragment>
          ),
        )}
    </bdi>
  )
}
