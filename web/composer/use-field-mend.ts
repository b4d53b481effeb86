import { type FieldError, type FieldPath, get, useFormState } from 'react-hook-form'
import { followUpMend } from '#contract/follow-up-mends'
import { useLocale } from '../i18n/locale-context.tsx'
import type { Values } from './composition.ts'
import { useComposition } from './composition-context.tsx'

/** What to mend in one field, from when the person has left it once or has tried to send. */
export function useFieldMend(name: FieldPath<Values>): string | null {
  const { locale } = useLocale()
  const { form } = useComposition()
  const state = useFormState({ control: form.control, name, exact: true })
  const error: FieldError | undefined = get(state.errors, name)
  const due = state.isSubmitted || get(state.touchedFields, name) === true
  return due && error?.message ? followUpMend(error.message, locale) : null
}
