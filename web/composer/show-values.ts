import type { FieldPath, UseFormReturn } from 'react-hook-form'
import { draftFields, haveSamePaths } from '#contract/draft-fields'
import type { Values } from './composition.ts'

/**
 * Puts other values into the form. A step changes only the texts that differ where it can, so that
 * focus and caret stay; opened work also forgets which fields had been visited.
 */
export function showValues(
  form: UseFormReturn<Values>,
  values: Values,
  why: 'step' | 'opened',
): void {
  const next = structuredClone(values)
  const before = draftFields(form.getValues())
  const after = draftFields(next)
  if (why === 'opened') {
    form.reset(next, { keepFieldsRef: true })
  } else if (haveSamePaths(before, after)) {
    for (const [path, text] of after) {
      if (before.get(path) !== text) form.setValue(path as FieldPath<Values>, text)
    }
  } else {
    form.setValue('message_id', next.message_id)
    form.setValue('follow_ups', next.follow_ups)
  }
  void form.trigger()
}
