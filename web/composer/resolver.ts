import { type FieldErrors, get, type Resolver, set } from 'react-hook-form'
import { findFlaws } from '#contract/follow-up-flaws'
import { MESSAGE_ID } from '#contract/message-id'
import type { Values } from './composition.ts'

/**
 * The form is judged by the contract itself. Its error messages are the contract's keys (see
 * `followUpMend`), so that a change of language needs no new judgement.
 */
export const compositionResolver: Resolver<Values> = (values, _, { fields }) => {
  const flaws: { path: string; key: string }[] = findFlaws(values.follow_ups)
  if (!MESSAGE_ID.test(values.message_id)) {
    flaws.unshift({ path: 'message_id', key: 'message_id_shape' })
  }
  if (flaws.length === 0) return { values, errors: {} }
  const errors: FieldErrors<Values> = {}
  // The first flaw of a field is the one to be mended first.
  for (const { path, key } of flaws.toReversed()) {
    const field: { ref?: unknown } | undefined = get(fields, path)
    set(errors, isList(path) ? `${path}.root` : path, {
      type: 'custom',
      message: key,
      ref: field?.ref,
    })
  }
  return { values: {}, errors }
}

/** A list has no field of its own: its flaw stands beside those of its items. */
function isList(path: string): boolean {
  return path.endsWith('follow_ups') || path.endsWith('i18n_contents')
}
