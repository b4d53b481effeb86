import { type FieldError, type FieldPath, get, useFormState } from 'react-hook-form'
import { followUpHint } from '#contract/validation/follow-up-issues'
import { useLocale } from '../i18n/locale-context.tsx'
import { afterPress } from '../ui/interaction.ts'
import type { Values } from './composition.ts'
import { useComposition } from './composition-context.tsx'

/** Registers a field; its error is returned once the field was left or a send was tried. */
export function useField<Name extends FieldPath<Values>>(name: Name) {
  const { locale } = useLocale()
  const { form } = useComposition()
  const state = useFormState({ control: form.control, name, exact: true })
  const field = form.register(name)
  const fieldError: FieldError | undefined = get(state.errors, name)
  const due = state.isSubmitted || get(state.touchedFields, name) === true
  return {
    field: {
      ...field,
      // After the press that leaves the field: the error may move what is being clicked.
      onBlur: async (event: Parameters<typeof field.onBlur>[0]) =>
        afterPress(() => {
          if (event.target.isConnected) void field.onBlur(event)
        }),
    },
    error: due && fieldError?.message ? followUpHint(fieldError.message, locale) : null,
  }
}
