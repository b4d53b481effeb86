import type { KeptSecret } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { profileTexts } from './texts.ts'

type Props = {
  label: string
  value: string
  /** What the server has. */
  kept: KeptSecret | null
  /** Saving the form drops what the server has. */
  moved: boolean
  hint: string
  mend: string | undefined
  onText: (text: string) => void
}

/** A secret to be entered; the one that is kept is never shown, only told apart. */
export function SecretField({ kept, moved, hint, ...field }: Props) {
  const t = useTexts(profileTexts).form
  const note = kept ? (moved ? t.secretDropped : t.secretKeep(kept.fingerprint)) : hint
  return (
    <LabelledInput
      {...field}
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      hint={note}
    />
  )
}
