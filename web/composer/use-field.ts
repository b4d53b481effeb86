import { type FieldError, type FieldPath, get, useFormState } from 'react-hook-form'
import { followUpMend } from '#contract/follow-up-mends'
import { useLocale } from '../i18n/locale-context.tsx'
import { afterPress } from '../ui/after-press.ts'
import type { Values } from './composition.ts'
import { useComposition } from './composition-context.tsx'

/** Binds one field, and says what to mend in it from when the person has left it once or has tried to send. */
export function useField<Name extends FieldPath<Values>>(name: Name) {
  const { locale } = useLocale()
  const { form } = useComposition()
  const state = useFormState({ control: form.control, name, exact: true })
  const field = form.register(name)
  const error: FieldError | undefined = get(state.errors, name)
  const due = state.isSubmitted || get(state.touchedFields, name) === true
  return {
    field: {
      ...field,
      // A mend takes room, and the press that leaves the field is on its way to something else.
      onBlur: async (event: Parameters<typeof field.onBlur>[0]) =>
        afterPress(() => {
          if (event.target.isConnected) void field.onBlur(event)
        }),
    },
    mend: due && error?.message ? followUpMend(error.message, locale) : null,
  }
}
